import { IngestEvents } from '../../../../src/application/ingest-events/ingest-events.handler';
import { TAG_LIMITS } from '../../../../src/domain/events/tags';
import type { JsonObject } from '../../../../src/domain/events/untrusted-json';
import { selectGroupIds } from '../../../../src/persistence/read/select-group-ids';
import { incomingEvent } from '../../../support/build/event';
import { buildProject, type TestProject } from '../../../support/build/organization';
import { expressionOf } from '../../../support/search/search-world';
import { useTestDatabase } from '../../../support/test-database';

const database = useTestDatabase();
const NOW = new Date('2026-03-01T10:30:00.000Z');

let project: TestProject;
beforeEach(async () => {
  project = await buildProject(database);
});

/** Events of one issue each, named by their first line. */
function ingest(...events: readonly JsonObject[]) {
  const incoming = events.map((event) => incomingEvent(project, event));
  return new IngestEvents({ unitOfWork: database.unitOfWork, clock: () => NOW }).execute(incoming);
}

async function titlesFound(query: string): Promise<string[]> {
  const { organizationId, id } = project;
  const scope = { organizationId, projectIds: [id], viewerUserId: null, now: NOW };
  const ids = await selectGroupIds(
    database.unitOfWork.reader,
    { expression: expressionOf(query), scope, status: null },
    10,
  );
  const rows = await database.query<{ title: string }>(
    'select title from groups where organization_id = $1 and id = any ($2::bigint[]) order by id',
    [organizationId, ids],
  );
  return rows.map(({ title }) => title);
}

async function valuesOf(key: string): Promise<string[]> {
  const rows = await database.query<{ value: string }>(
    'select value from group_tag_values where organization_id = $1 and key = $2 order by value',
    [project.organizationId, key],
  );
  return rows.map(({ value }) => value);
}

const numbered = (count: number, first = 0): string[] =>
  Array.from({ length: count }, (_, index) => String(first + index).padStart(5, '0'));

it('an issue is found by its texts, and by what the tags of any of its events said', async () => {
  await ingest(
    { message: 'Disk full', tags: { disk: 'sda1', 'my tag': 'a' }, user: { id: '7' }, environment: 'production' },
    { message: 'Disk full', tags: { disk: 'sdb2' }, server_name: 'web-1' },
    { message: 'Network gone', transaction: 'GET /pay' },
  );
  expect(await titlesFound('disk')).toEqual(['Disk full']);
  expect(await titlesFound('NETWORK*gone')).toEqual(['Network gone']);
  expect(await titlesFound('disk:sda1 disk:sdb2 user:id:7 environment:production server_name:web*')).toEqual([
    'Disk full',
  ]);
  expect(await titlesFound('transaction:"GET /pay"')).toEqual(['Network gone']);
  expect(await titlesFound('!has:disk')).toEqual(['Network gone']);
  await ingest({ message: 'Network gone', tags: { disk: 'none' } });
  expect(await titlesFound('!has:disk')).toEqual([]);
});

it('what other terms ask for is kept by them alone', async () => {
  await ingest({ message: 'Disk full', level: 'fatal', release: 'app@1.0.0', tags: { disk: 'sda1' } });
  const kept = await database.query('select key, value from group_tag_values where organization_id = $1', [
    project.organizationId,
  ]);
  expect(kept).toEqual([{ key: 'disk', value: 'sda1' }]);
});

it('of one tag the first values are kept, however the events come', async () => {
  const event = (value: string): JsonObject => ({ message: 'Disk full', tags: { disk: value } });
  await ingest(...numbered(TAG_LIMITS.ofKey - 5, 100).map(event));
  await ingest(...numbered(50).map(event));
  expect(await valuesOf('disk')).toEqual([...numbered(5), ...numbered(TAG_LIMITS.ofKey - 5, 100)]);
  await ingest(...numbered(10, 900).map(event));
  expect(await valuesOf('disk')).toHaveLength(TAG_LIMITS.ofKey);
  await ingest({ message: 'Network gone', tags: { disk: 'another issue' } });
  expect(await valuesOf('disk')).toContain('another issue');
});

it('of all tags together no more are kept than an issue may have', async () => {
  const events = numbered(7).map((number) => ({
    message: 'Disk full',
    tags: Object.fromEntries(numbered(190).map((key) => [`${number}-${key}`, 'x'])),
  }));
  await ingest(...events.slice(0, 3));
  await ingest(...events.slice(3));
  const [row] = await database.query<{ kept: number }>(
    'select count(*)::integer as kept from group_tag_values where organization_id = $1',
    [project.organizationId],
  );
  expect(row?.kept).toBe(TAG_LIMITS.ofIssue);
});

it('batches of one issue that come at once keep no more either', async () => {
  const batch = (first: number) =>
    ingest(...numbered(60, first).map((value) => ({ message: 'Disk full', tags: { disk: value } })));
  await ingest({ message: 'Disk full' });
  await Promise.all([batch(0), batch(1_000), batch(2_000)]);
  expect(await valuesOf('disk')).toHaveLength(TAG_LIMITS.ofKey);
});

it('the longest keys and values are found', async () => {
  const key = 'k'.repeat(32);
  const value = '日'.repeat(200);
  await ingest({ message: 'Disk full', tags: { [key]: value, [`${'漢'.repeat(200)}`]: '字'.repeat(200) } });
  expect(await titlesFound(`${key}:${value}`)).toEqual(['Disk full']);
  expect(await titlesFound(`tags[${'漢'.repeat(200)}]:字*`)).toEqual(['Disk full']);
});
