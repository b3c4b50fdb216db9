import { ImportFile, type ImportOutcome } from '../../../../src/application/import/import-file.handler';
import { incomingEvent } from '../../../support/build/event';
import { buildWorld, type World } from '../../../support/build/world';
import { runDeletions } from '../../../support/deletions';
import { at, IntervenedUnitOfWork } from '../../../support/intervened-unit-of-work';
import { runMerges } from '../../../support/merge/run-merges';
import { orphansOf } from '../../../support/orphans';
import { useTestDatabase } from '../../../support/test-database';
import { useBulkMutation } from '../../../support/use-bulk-mutation';

const database = useTestDatabase();
const bulk = useBulkMutation(database);
const FINGERPRINTS = ['kept', 'leaving'];

interface Issue {
  readonly id: string;
  readonly status: string;
}

function issuesOf({ organization }: World): Promise<Issue[]> {
  return database.query<Issue>('select id, status from groups where organization_id = $1 order by id', [
    organization.id,
  ]);
}

/** Imports a line about the second issue, to which something happens when the import has found and not yet locked it. */
function importWhile(world: World, happens: () => Promise<unknown>): Promise<ImportOutcome> {
  const line = {
    ...{ kind: 'issue', project: world.project.slug, fingerprints: ['leaving', 'another'] },
    ...{ status: 'RESOLVED', timesSeen: 50 },
  };
  const lines = (async function* () {
    yield JSON.stringify(line);
  })();
  const unitOfWork = new IntervenedUnitOfWork(
    database.dataSource,
    at('lock-imported-groups', async (statement) => {
      await happens();
      return statement;
    }),
  );
  const clock = (): Date => new Date();
  return new ImportFile({ unitOfWork, clock }).execute({ organization: world.organization.slug, lines });
}

type Leave = (world: World, ids: readonly [kept: string, leaving: string]) => Promise<unknown>;

const WAYS: readonly (readonly [name: string, status: string | undefined, leave: Leave])[] = [
  ['deleted', 'PENDING_DELETION', ({ token }, [, id]) => bulk.delete(token, { ids: [id] })],
  ['discarded', 'PENDING_DELETION', ({ token }, [, id]) => bulk.call(token, { ids: [id], input: { discard: true } })],
  ['merged', 'PENDING_MERGE', ({ token }, ids) => bulk.call(token, { ids, input: { merge: true } })],
  [
    'deleted with all its rows',
    undefined,
    async ({ token }, [, id]) => runDeletions(database, (await bulk.delete(token, { ids: [id] })).operationId),
  ],
  [
    'merged with all its rows',
    undefined,
    async ({ token, organization }, ids) => {
      const { operationId } = await bulk.call(token, { ids, input: { merge: true } });
      await runMerges(database, { organizationId: organization.id, operationId });
    },
  ],
];

it.each(WAYS)('an import changes nothing where an issue is %s while it looks', async (_name, status, leave) => {
  const world = await buildWorld(database);
  const events = FINGERPRINTS.map((fingerprint) =>
    incomingEvent(world.project, { message: 'no', fingerprint: [fingerprint] }),
  );
  await bulk.application.ingestEvents.execute(events);
  const [kept, leaving] = await issuesOf(world);
  if (kept === undefined || leaving === undefined) throw new Error('there must be two issues');
  const outcome = await importWhile(world, () => leave(world, [kept.id, leaving.id]));
  expect(outcome.problems).toEqual([
    { line: 1, field: 'fingerprints', message: 'their issue is deleted or merged at this moment; try again.' },
  ]);
  const left = status === undefined ? [] : [{ id: leaving.id, status }];
  expect(await issuesOf(world)).toEqual([{ id: kept.id, status: 'UNRESOLVED' }, ...left]);
  expect(await orphansOf(database, world.organization.id)).toEqual([]);
});
