import { IngestEvents } from '../../../../src/application/ingest-events/ingest-events.handler';
import { KeepEventPartitions } from '../../../../src/application/keep-event-partitions/keep-event-partitions.handler';
import { incomingEvent } from '../../../support/build/event';
import { buildProject } from '../../../support/build/organization';
import { useTestDatabase } from '../../../support/test-database';

const database = useTestDatabase();

/** A year of its own for each test, since the partitions stay. */
function keepAt(time: string) {
  const clock = () => new Date(time);
  return new KeepEventPartitions({ unitOfWork: database.unitOfWork, clock });
}

async function ingestAt(time: string, eventId?: string) {
  const project = await buildProject(database);
  const handler = new IngestEvents({ unitOfWork: database.unitOfWork, clock: () => new Date(time) });
  await handler.execute([incomingEvent(project, { message: 'm' }, eventId === undefined ? {} : { eventId })]);
  return project;
}

function homes(organizationId: string) {
  return database.query('select tableoid::regclass::text as home from events where organization_id = $1', [
    organizationId,
  ]);
}

it('makes partitions for today and 14 days ahead, and only those that are missing', async () => {
  const made = await keepAt('2031-02-20T23:59:59.999Z').execute();
  expect(made).toHaveLength(15);
  expect([made[0], made[8], made[9], made.at(-1)]).toEqual(['2031-02-20', '2031-02-28', '2031-03-01', '2031-03-06']);
  expect(await keepAt('2031-02-20T00:00:00.000Z').execute()).toEqual([]);
  expect(await keepAt('2031-02-21T00:00:00.000Z').execute()).toEqual(['2031-03-07']);
});

it('gives each day of UTC the events that it received', async () => {
  await keepAt('2032-01-01T12:00:00Z').execute();
  const first = await ingestAt('2032-01-01T00:00:00.000Z');
  const last = await ingestAt('2032-01-01T23:59:59.999Z');
  const next = await ingestAt('2032-01-02T00:00:00.000Z');
  expect(await homes(first.organizationId)).toEqual([{ home: 'events_20320101' }]);
  expect(await homes(last.organizationId)).toEqual([{ home: 'events_20320101' }]);
  expect(await homes(next.organizationId)).toEqual([{ home: 'events_20320102' }]);
});

it('takes over the events that came before their day had a partition', async () => {
  const project = await ingestAt('2033-01-01T12:00:00Z');
  expect(await homes(project.organizationId)).toEqual([{ home: 'events_default' }]);
  await keepAt('2033-01-01T13:00:00Z').execute();
  expect(await homes(project.organizationId)).toEqual([{ home: 'events_20330101' }]);
});

it('is safe when several servers do it at once while events come', async () => {
  const servers = Array.from({ length: 5 }, () => keepAt('2034-01-01T00:00:00Z').execute());
  const senders = Array.from({ length: 10 }, () => ingestAt('2034-01-01T12:00:00Z'));
  const made = await Promise.all(servers);
  expect(made.flat()).toHaveLength(15);
  const projects = await Promise.all(senders);
  const found = await Promise.all(projects.map(({ organizationId }) => homes(organizationId)));
  expect(found).toEqual(projects.map(() => [{ home: 'events_20340101' }]));
});
