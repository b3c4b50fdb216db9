import { FollowEvents } from '../../../../src/application/follow-events/follow-events.handler';
import type { FollowRequest } from '../../../../src/application/follow-events/follow-request';
import type { TestGroup } from '../../../support/build/group-options';
import { buildWorld, type World } from '../../../support/build/world';
import { callerOf, mutate } from '../../../support/bulk-mutation';
import { ConcurrentCalls } from '../../../support/concurrent-calls';
import { IntervenedUnitOfWork } from '../../../support/intervened-unit-of-work';
import { issueRows } from '../../../support/issue-rows';
import { IssueEvents } from '../../../support/lifecycle/use-events';
import { useTestDatabase } from '../../../support/test-database';

const database = useTestDatabase();
const calls = ConcurrentCalls.use(database);
const events = new IssueEvents(database);
const ISSUES = 12;
const ROUNDS = 4;
const STREAMS = 6;

let world: World;
beforeEach(async () => {
  world = await buildWorld(database);
});

/** Jobs that were queued meanwhile, each once. */
async function runJobs(unitOfWork: IntervenedUnitOfWork): Promise<void> {
  const jobs = await database.query<{ payload: FollowRequest }>(
    `select payload from graphile_worker._private_jobs where key like 'follow-events:' || $1 || ':%' order by id`,
    [world.organization.id],
  );
  const followEvents = new FollowEvents({ unitOfWork, clock: () => new Date() });
  await Promise.all(jobs.map(({ payload }) => followEvents.execute(payload)));
}

it('issues that are resolved and met again at the same time change in turn, and nobody waits in a circle', async () => {
  const unitOfWork = new IntervenedUnitOfWork(calls.dataSource, (sent) => sent);
  const caller = await callerOf(database.unitOfWork, world.token);
  const build = (): Promise<TestGroup> => events.build({ project: world.project, substatus: 'ONGOING' });
  const groups = await Promise.all(Array.from({ length: ISSUES }, build));
  const ids = groups.map(({ id }) => id);
  const resolve = () => mutate(unitOfWork, { caller, ids, input: { status: 'RESOLVED' } });
  const send = (stream: number) =>
    events.send(stream % 2 === 0 ? groups : [...groups].reverse(), { release: `r${stream}` }, { unitOfWork });
  for (let round = 0; round < ROUNDS; round += 1) {
    await Promise.all([resolve(), ...Array.from({ length: STREAMS }, (_, stream) => send(stream)), resolve()]);
  }
  await Promise.all([runJobs(unitOfWork), runJobs(unitOfWork)]);
  expect(unitOfWork.failures).toEqual([]);
  await events.send(groups);
  for (const group of groups) {
    const rows = await issueRows(database, group);
    const told = rows.histories.map((line) => line.split(' ')[0]);
    expect(told).toEqual(told.map((_, place) => (place % 2 === 0 ? 'RESOLVED' : 'REGRESSED')));
    expect(rows.group).toMatchObject({ status: 'UNRESOLVED', substatus: 'REGRESSED', version: 1 + told.length });
    expect(rows.openPeriods.filter(({ date_ended: ended }) => ended === null)).toHaveLength(1);
    expect(rows.openPeriods).toHaveLength(1 + told.length / 2);
  }
});
