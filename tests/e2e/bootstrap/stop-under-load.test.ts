import { setTimeout as delay } from 'node:timers/promises';
import { buildGroups } from '../../support/build/group';
import { buildWorld } from '../../support/build/world';
import { useOwnDatabase } from '../../support/own-database';
import { ServerProcess } from '../../support/server-process';

const CLIENTS = 6;
const ANSWERS_BEFORE_STOP = 30;
const PATIENCE_MS = 20_000;
const MUTATE = `mutation ($ids: [ID!], $priority: IssuePriority!) {
  bulkMutateIssues(ids: $ids, input: { priority: $priority }) { operation { id state } }
}`;

interface Answer {
  readonly data?: {
    readonly bulkMutateIssues: { readonly operation: { readonly id: string; readonly state: string } };
  };
}

// Everything that was begun is counted.
const database = useOwnDatabase('stop_under_load');
let server: ServerProcess;
afterEach(() => server?.kill());

it('a stop under load answers what runs, refuses what comes, loses nothing and ends with 0', async () => {
  const world = await buildWorld(database);
  const groups = await buildGroups(database, CLIENTS, { project: world.project });
  server = await ServerProcess.start(database.url);
  const answered: string[] = [];
  /** Sends until it is refused. */
  const client = async (id: string): Promise<void> => {
    for (let call = 0; ; call += 1) {
      const variables = { ids: [id], priority: call % 2 === 0 ? 'LOW' : 'HIGH' };
      const [outcome] = await Promise.allSettled([server.graphql(MUTATE, variables, world.token.token)]);
      const answer = outcome?.status === 'fulfilled' ? (outcome.value as Answer) : {};
      if (answer.data === undefined) return;
      const { operation } = answer.data.bulkMutateIssues;
      expect(operation.state).toBe('COMPLETED');
      answered.push(operation.id);
    }
  };
  const clients = Promise.all(groups.map(({ id }) => client(id)));
  for (const end = Date.now() + PATIENCE_MS; answered.length < ANSWERS_BEFORE_STOP && Date.now() < end;) await delay(5);
  expect(await server.stop()).toBe(0);
  await clients;
  expect(answered.length).toBeGreaterThanOrEqual(ANSWERS_BEFORE_STOP);
  const written = await database.query<{ id: string }>('select id from bulk_operations order by id');
  const byNumber = [...answered].sort((a, b) => Number(a) - Number(b));
  expect(written.map(({ id }) => id)).toEqual(byNumber);
  await expect(server.graphql(MUTATE, {}, world.token.token)).rejects.toThrow('fetch failed');
  const left = await database.query(
    `select application_name from pg_stat_activity
     where datname = current_database() and application_name <> 'muster-test'`,
  );
  expect(left).toEqual([]);
});
