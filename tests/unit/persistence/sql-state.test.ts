import { QueryFailedError } from 'typeorm';
import { isAboutStatement, refusesData, sqlState } from '../../../src/persistence/sql-state';

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
