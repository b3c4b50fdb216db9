import { QueryFailedError, QueryRunnerAlreadyReleasedError, QueryRunnerProviderAlreadyReleasedError } from 'typeorm';
import {
  isAboutStatement,
  isConnectionFailure,
  isUnavailable,
  refusesData,
  sqlState,
  wasNeverSent,
} from '../../../src/persistence/sql-state';

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

const LOST = { connection: true, unavailable: true };
const WITHOUT_MEANS = { connection: false, unavailable: true };
const SOMETHING_ELSE = { connection: false, unavailable: false };

it.each([
  { what: 'a server that is shut down', error: failed('57P01'), is: LOST },
  { what: 'a server that starts', error: coded('57P03'), is: LOST },
  { what: 'no connection to be had', error: coded('53300'), is: LOST },
  { what: 'a session that was ended for its idleness', error: failed('25P03'), is: LOST },
  { what: 'nobody who listens', error: coded('ECONNREFUSED'), is: LOST },
  { what: 'a cut', error: new QueryFailedError('select', [], coded('ECONNRESET')), is: LOST },
  { what: 'what the driver says of a cut', error: new Error('Connection terminated unexpectedly'), is: LOST },
  { what: 'a connection that was lost between statements', error: new QueryRunnerAlreadyReleasedError(), is: LOST },
  { what: 'the same, inside a transaction', error: new QueryRunnerProviderAlreadyReleasedError(), is: LOST },
  { what: 'a full disk', error: failed('53100'), is: WITHOUT_MEANS },
  { what: 'a server that only reads', error: failed('25006'), is: WITHOUT_MEANS },
  { what: 'a statement that was cancelled', error: failed('57014'), is: SOMETHING_ELSE },
  { what: 'a broken check', error: failed('23514'), is: SOMETHING_ELSE },
  { what: 'another error', error: new Error('no'), is: SOMETHING_ELSE },
  { what: 'no error at all', error: 'no', is: SOMETHING_ELSE },
  { what: 'nothing', error: undefined, is: SOMETHING_ELSE },
])('a database that cannot be used, or not: $what', ({ error, is }) => {
  expect({ connection: isConnectionFailure(error), unavailable: isUnavailable(error) }).toEqual(is);
});

it('a statement of which the driver says that it kept it was never sent', () => {
  const kept = new Error('Client has encountered a connection error and is not queryable');
  expect([kept, new QueryRunnerAlreadyReleasedError(), coded('ECONNRESET')].map(wasNeverSent)).toEqual([
    true,
    true,
    false,
  ]);
});
