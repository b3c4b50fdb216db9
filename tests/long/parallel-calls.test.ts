import fc from 'fast-check';
import { IngestEvents } from '../../src/application/ingest-events/ingest-events.handler';
import type { MutationInput } from '../../src/domain/attributes/read-input';
import { UnitOfWork } from '../../src/persistence/unit-of-work';
import { incomingEvent } from '../support/build/event';
import { buildGroups } from '../support/build/group';
import { buildWorld, type World } from '../support/build/world';
import { callerOf, mutate } from '../support/bulk-mutation';
import { ConcurrentCalls } from '../support/concurrent-calls';
import { contradictions } from '../support/contradictions';
import { useTestDatabase } from '../support/test-database';

const ROUNDS = 30;
const PARALLEL = 12;
const ISSUES = 500;
const EVENTS = 20;

const database = useTestDatabase();
const calls = ConcurrentCalls.use(database);

function inputs({ owner, team }: World): fc.Arbitrary<MutationInput> {
  const lifecycle: fc.Arbitrary<MutationInput> = fc.constantFrom<MutationInput>(
    {},
    { status: 'RESOLVED' },
    { status: 'UNRESOLVED' },
    { status: 'IGNORED' },
    { status: 'IGNORED', statusDetails: { ignoreCount: 5 } },
    { status: 'IGNORED', statusDetails: { ignoreDuration: 30 } },
  );
  const rest: fc.Arbitrary<MutationInput> = fc.record(
    {
      priority: fc.constantFrom('LOW', 'MEDIUM', 'HIGH'),
      assignedTo: fc.constantFrom(null, { user: owner.id }, { team: team.id }),
      inbox: fc.constant(false),
    },
    { requiredKeys: [] },
  );
  // Reopening and reviewing in one call is one change with two lines in the feed, which the count below does not expect.
  return fc
    .tuple(lifecycle, rest)
    .map(([a, { inbox, ...b }]) =>
      a.status === 'UNRESOLVED' || inbox === undefined ? { ...a, ...b } : { ...a, ...b, inbox },
    );
}

test('A5 many rounds of random calls over overlapping sets, with events in between: nothing is lost', async () => {
  const world = await buildWorld(database);
  const unitOfWork = new UnitOfWork(calls.dataSource);
  const caller = await callerOf(unitOfWork, world.token);
  const ids = (await buildGroups(database, ISSUES, { project: world.project })).map(({ id }) => id);
  const ingest = new IngestEvents({ unitOfWork, clock: () => new Date() });
  const seed = Date.now() % 1_000_000;
  process.stdout.write(`  seed ${seed}\n`);
  const call = fc.record({ input: inputs(world), ids: fc.shuffledSubarray(ids, { minLength: 50, maxLength: 300 }) });
  const rounds = fc.sample(fc.array(call, { minLength: PARALLEL, maxLength: PARALLEL }), { numRuns: ROUNDS, seed });
  const organizationId = world.organization.id;
  for (const round of rounds) {
    const events = Array.from({ length: EVENTS }, () => incomingEvent(world.project, { message: 'the same again' }));
    const results = await Promise.all([
      ...round.map((one) => mutate(unitOfWork, { caller, ...one })),
      ...events.map((event) => ingest.execute([event])),
    ]);
    expect(results.filter((result) => 'refused' in result && result.refused)).toEqual([]);
  }
  expect(await contradictions(database, organizationId)).toEqual([]);
  const counted = await database.query<{ times: string }>(
    `select c.times_seen as times from group_counters c join groups g on g.id = c.group_id
     where g.organization_id = $1 and g.title = 'the same again'`,
    [organizationId],
  );
  expect(counted).toEqual([{ times: String(ROUNDS * EVENTS) }]);
});
