import { QueryFailedError } from 'typeorm';
import { isAboutStatement, isConnectionFailure, refusesData, sqlState } from '../../../src/persistence/sql-state';

const failed = (code: unknown): Error => new QueryFailedError('select', [], Object.assign(new Error('no'), { code }));

it.each([
  { what: 'a value out of range', error: failed('22003'), state: '22003', statement: true, data: true },
  { what: 'a broken check', error: failed('23514'), state: '23514', statement: true, data: true },
  { what: 'a trigger', error: failed('P0001'), state: 'P0001', statement: true, data: true },
  { what: 'an index row that is too large', error: failed('54000'), state: '54000', statement: true, data: true },
  { what: 'a missing table', error: failed('42P01'), state: '42P01', statement: true, data: false },
  { what: 'a deadlock', error: failed('40P01'), state: '40P01', statement: false, data: false },
  { what: 'a full disk', error: failed('53100'), state: '53100', statement: false, data: false },
  { what: 'a shutdown', error: failed('57P01'), state: '57P01', statement: false, data: false },
  { what: 'a lost connection', error: failed('ECONNRESET'), state: '', statement: false, data: false },
  { what: 'an error without a code', error: failed(undefined), state: '', statement: false, data: false },
  { what: 'another error', error: new Error('no'), state: '', statement: false, data: false },
])('$what', ({ error, state, statement, data }) => {
  expect([sqlState(error), isAboutStatement(error), refusesData(error)]).toEqual([state, statement, data]);
});

const coded = (code: string, message = 'no'): Error => Object.assign(new Error(message), { code });

it.each([
  { what: 'a server that is shut down', error: failed('57P01'), expected: true },
  { what: 'a server that starts', error: coded('57P03'), expected: true },
  { what: 'no connection to be had', error: coded('53300'), expected: true },
  { what: 'nobody who listens', error: coded('ECONNREFUSED'), expected: true },
  { what: 'a cut', error: new QueryFailedError('select', [], coded('ECONNRESET')), expected: true },
  { what: 'what the driver says of a cut', error: new Error('Connection terminated unexpectedly'), expected: true },
  { what: 'a statement that was cancelled', error: failed('57014'), expected: false },
  { what: 'a full disk', error: failed('53100'), expected: false },
  { what: 'a broken check', error: failed('23514'), expected: false },
  { what: 'another error', error: new Error('no'), expected: false },
  { what: 'no error at all', error: 'no', expected: false },
])('a failure of the connection, or not: $what', ({ error, expected }) => {
  expect(isConnectionFailure(error)).toBe(expected);
});
