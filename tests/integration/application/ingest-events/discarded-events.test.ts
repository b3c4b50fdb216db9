import { ImportFile } from '../../../../src/application/import/import-file.handler';
import { incomingEvent } from '../../../support/build/event';
import { buildWorld, type World } from '../../../support/build/world';
import { Checkpoint } from '../../../support/concurrent-calls';
import { at, IntervenedUnitOfWork } from '../../../support/intervened-unit-of-work';
import { IngestEvents } from '../../../../src/application/ingest-events/ingest-events.handler';
import { useTestDatabase } from '../../../support/test-database';
import { useBulkMutation } from '../../../support/use-bulk-mutation';

const database = useTestDatabase();
const bulk = useBulkMutation(database);

let world: World;
let tombstoneId: string;
beforeEach(async () => {
  world = await buildWorld(database);
  await send(['gone']);
  const [group] = await groups();
  await bulk.call(world.token, { ids: [group?.id ?? ''], input: { discard: true } });
  const [row] = await tombstones();
  tombstoneId = row?.id ?? '';
});

function eventsOf(fingerprints: readonly string[]) {
  return fingerprints.map((fingerprint) =>
    incomingEvent(world.project, { message: fingerprint, fingerprint: [fingerprint] }),
  );
}

async function send(fingerprints: readonly string[], unitOfWork = database.unitOfWork): Promise<string[]> {
  const ingest = new IngestEvents({ unitOfWork, clock: () => new Date() });
  return (await ingest.execute(eventsOf(fingerprints))).map(({ outcome }) => outcome);
}

function groups(): Promise<{ id: string; title: string; times_seen: string }[]> {
  return database.query(
    `select g.id, g.title, c.times_seen from groups g
     join group_counters c on c.organization_id = g.organization_id and c.group_id = g.id
     where g.organization_id = $1 and g.status = 'UNRESOLVED' order by g.short_id`,
    [world.organization.id],
  );
}

function tombstones(): Promise<{ id: string; dropped_events: string }[]> {
  return database.query('select id, dropped_events from group_tombstones where organization_id = $1', [
    world.organization.id,
  ]);
}

function importLines(lines: readonly object[]) {
  const source = (async function* () {
    for (const line of lines) yield JSON.stringify(line);
  })();
  const importFile = new ImportFile({ unitOfWork: database.unitOfWork, clock: () => new Date() });
  return importFile.execute({ organization: world.organization.slug, lines: source });
}

async function deleteTombstone(): Promise<unknown> {
  const caller = await bulk.application.authenticate.execute(world.token.token);
  if (caller === null) throw new Error('the token was refused');
  return bulk.application.deleteTombstone.execute(caller, tombstoneId);
}

it('are counted and dropped among others of the same batch, which are kept', async () => {
  expect(await send(['known'])).toEqual(['ACCEPTED']);
  expect(await send(['gone', 'known', 'gone', 'new'])).toEqual(['DISCARDED', 'ACCEPTED', 'DISCARDED', 'ACCEPTED']);
  expect(await tombstones()).toEqual([{ id: tombstoneId, dropped_events: '2' }]);
  expect(await groups()).toMatchObject([
    { title: 'known', times_seen: '2' },
    { title: 'new', times_seen: '1' },
  ]);
});

it('count once each, however many batches come at the same time', async () => {
  await Promise.all(Array.from({ length: 6 }, () => send(['gone', 'gone'])));
  expect(await tombstones()).toMatchObject([{ dropped_events: '12' }]);
});

it('are dropped without a trace where the tombstone is deleted while they are under way', async () => {
  const stop = new Checkpoint();
  const slow = new IntervenedUnitOfWork(
    database.dataSource,
    at('count-dropped-events', async (statement) => {
      await stop.stand();
      return statement;
    }),
  );
  const late = send(['gone'], slow);
  await stop.reached;
  await deleteTombstone();
  stop.release();
  expect([await late, await tombstones()]).toEqual([['DISCARDED'], []]);
  expect(await send(['gone'])).toEqual(['ACCEPTED']);
});

it('are left out of an import uncounted, and no imported issue gets their fingerprint', async () => {
  const { slug: project } = world.project;
  const payload = { message: 'gone', fingerprint: ['gone'] };
  await importLines([{ kind: 'event', project, payload, receivedAt: '2026-11-01T00:00:00Z' }]);
  expect([await tombstones(), await groups()]).toMatchObject([[{ dropped_events: '0' }], []]);
  const refused = await importLines([{ kind: 'issue', name: 'G', project, fingerprints: ['gone'] }]);
  expect(refused).toMatchObject({
    problems: [{ field: 'fingerprints', message: 'were discarded; delete the tombstone first.' }],
  });
});
