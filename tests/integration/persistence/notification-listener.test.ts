import { NotificationListener } from '../../../src/persistence/notification-listener';
import { useTestDatabase } from '../../support/test-database';
import { until } from '../../support/until';

const database = useTestDatabase();
const APPLICATION = 'muster-listener-test';

let listener: NotificationListener;
let heard: string[];
let listening: (Date | null)[];
let losses: number;
beforeEach(async () => {
  heard = [];
  listening = [];
  losses = 0;
  listener = new NotificationListener({
    url: database.url,
    applicationName: APPLICATION,
    channels: ['first_channel', 'second_channel'],
    onNotification: (channel, payload) => heard.push(`${channel} ${payload}`),
    onListening: (lostAt) => listening.push(lostAt),
    onLost: () => (losses += 1),
  });
  await listener.start();
});
afterEach(() => listener.stop());

const notify = (channel: string, payload: string) => database.query('select pg_notify($1, $2)', [channel, payload]);
const backends = () =>
  database.query<{ pid: number }>(
    'select pid from pg_stat_activity where application_name = $1 and datname = current_database()',
    [APPLICATION],
  );

test('hears its channels', async () => {
  await notify('first_channel', 'a');
  await notify('another_channel', 'b');
  await notify('second_channel', 'c');
  await until(() => heard.length === 2);
  expect(heard).toEqual(['first_channel a', 'second_channel c']);
  expect(listening).toEqual([null]);
});

test('listens again after its connection was lost, and says since when it was deaf', async () => {
  const before = new Date();
  for (const { pid } of await backends()) await database.query('select pg_terminate_backend($1)', [pid]);
  await until(() => listening.length === 2);
  expect(losses).toBe(1);
  expect(listening[1]?.getTime()).toBeGreaterThanOrEqual(before.getTime());
  await notify('first_channel', 'again');
  await until(() => heard.length === 1);
});

test('leaves no connection when it is stopped', async () => {
  expect(await backends()).toHaveLength(1);
  await listener.stop();
  await until(async () => (await backends()).length === 0);
  expect(losses).toBe(0);
});
