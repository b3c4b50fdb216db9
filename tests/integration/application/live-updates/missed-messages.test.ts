import type { IssueChange } from '../../../../src/application/live-updates/issue-change';
import type { Session, SessionEnd } from '../../../../src/application/live-updates/session';
import { buildGroups } from '../../../support/build/group';
import { buildWorld, type World } from '../../../support/build/world';
import { useTestDatabase } from '../../../support/test-database';
import { useBulkMutation } from '../../../support/use-bulk-mutation';
import { until } from '../../../support/until';

const database = useTestDatabase();
/** Whoever listens here hears of nothing but what the test passes on. */
const bulk = useBulkMutation(database);

let world: World;
let session: Session;
let ended: SessionEnd | null;
let told: string[];
let ids: string[];

beforeEach(async () => {
  world = await buildWorld(database);
  const { liveUpdates } = bulk.application;
  await liveUpdates.listen(null);
  ended = null;
  const opened = await liveUpdates.open(world.token.token, (why) => (ended = why));
  if (opened === null) throw new Error('the token was refused');
  session = opened;
  told = [];
  void collect(liveUpdates.issuesChanged(session, { organization: world.organization.slug, projects: null }));
  ids = (await buildGroups(database, 3, { project: world.project })).map(({ id }) => id);
});
afterEach(() => bulk.application.liveUpdates.close(session));

async function collect(changes: AsyncGenerator<IssueChange>): Promise<void> {
  for await (const { issueIds } of changes) told.push(...issueIds);
}

async function change(id: string | undefined, status: 'RESOLVED' | 'UNRESOLVED' = 'RESOLVED'): Promise<void> {
  await bulk.call(world.token, { ids: [id ?? ''], input: { status } });
}

/** A notification of all that is there. */
async function notification(): Promise<string> {
  const [row] = await database.query<{ first: string; last: string }>(
    'select min(id) as first, max(id) as last from outbox_messages where organization_id = $1',
    [world.organization.id],
  );
  return `${world.organization.id}:${row?.first}:${row?.last}`;
}

test('what was committed while nothing was heard is told afterwards, and nothing twice', async () => {
  const { liveUpdates } = bulk.application;
  await change(ids[0]);
  liveUpdates.hear('muster_outbox', await notification());
  await until(() => told.length === 1);
  const lostAt = new Date();
  await change(ids[1]);
  await change(ids[2]);
  await liveUpdates.listen(lostAt);
  await until(() => told.length === 3);
  liveUpdates.hear('muster_outbox', await notification());
  await liveUpdates.listen(lostAt);
  await change(ids[0], 'UNRESOLVED');
  liveUpdates.hear('muster_outbox', await notification());
  await until(() => told.length > 3);
  expect(told).toEqual([...ids, ids[0]]);
});

test('a message that appears late, below what was told already, is told', async () => {
  const { liveUpdates } = bulk.application;
  await database.dataSource.transaction(async (manager) => {
    await manager.query(
      `insert into outbox_messages (organization_id, type, group_ids, data, created_at)
       values ($1, 'issues.changed', $2, '{}', now())`,
      [world.organization.id, [ids[0]]],
    );
    await change(ids[1]);
    liveUpdates.hear('muster_outbox', await notification());
    await until(() => told.length === 1);
  });
  await liveUpdates.listen(new Date());
  await until(() => told.length === 2);
  expect(told).toEqual([ids[1], ids[0]]);
});

test('after more than a minute of deafness the connection is ended, for the client to read anew', async () => {
  await bulk.application.liveUpdates.listen(new Date(Date.now() - 61_000));
  expect(ended).toBe('MISSED');
});
