import { reaching } from '../../../../src/domain/lifecycle/met-events';
import { metEvents } from '../../../support/lifecycle/met';

it.each<[string, number, number, string]>([
  ['the only one that counts', 10, 10, 'e4'],
  ['the first', 7, 10, 'e1'],
  ['one in between', 9, 10, 'e3'],
  ['the first where it was reached before', 3, 10, 'e1'],
  ['the last where it is not reached', 30, 10, 'e4'],
  ['a fraction is reached with the whole below it', 8.9, 10, 'e2'],
])('the event with which a count is reached: %s', (...row) => {
  const [, needed, total, expected] = row;
  expect(reaching(metEvents(4).events, needed, total).eventId).toBe(expected);
});
