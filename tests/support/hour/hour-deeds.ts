import { ImportFile } from '../../../src/application/import/import-file.handler';
import type { Caller } from '../../../src/domain/access';
import { incomingEvent } from '../build/event';
import { change, discard, merge, remove, undo } from './hour-changes';
import { killSomeJob, runByClock, runDueJobs } from './hour-jobs';
import { oneOf, someIssues, type HourWorld, type Random } from './hour-world';

const FINGERPRINTS = 16;
const MINUTE = 60_000;

const fingerprint = (random: Random): string => `fault ${random(FINGERPRINTS)}`;
const version = (random: Random): string => `app@1.${random(6)}.0`;

const hex = (random: Random): string => Array.from({ length: 32 }, () => random(16).toString(16)).join('');

/** What an SDK sends, alike for several issues and people. */
function content({ random, now }: HourWorld, at = now): Record<string, unknown> {
  return {
    ...{ message: 'no', fingerprint: [fingerprint(random)], level: oneOf(random, ['error', 'info', 'fatal']) },
    timestamp: new Date(at.getTime() - random(5) * 1_000).toISOString(),
    ...(random(4) > 0 && { user: { id: `person ${random(6)}` } }),
    ...(random(3) > 0 && { release: version(random) }),
    ...(random(3) > 0 && { tags: { place: `room ${random(4)}` } }),
  };
}

async function send(world: HourWorld): Promise<void> {
  const { random, bulk, projects } = world;
  const batch = Array.from({ length: 1 + random(6) }, () =>
    incomingEvent(oneOf(random, projects), content(world), { eventId: hex(random) }),
  );
  const again = random(3) === 0 ? batch.slice(0, 1) : [];
  const answers = await bulk.application.ingestEvents.execute([...batch, ...again]);
  world.accepted += answers.filter(({ outcome }) => outcome === 'ACCEPTED').length;
}

/** Lines about issues and events of which some are known. */
async function importSome(world: HourWorld): Promise<void> {
  const { random, database, organization, projects, now } = world;
  const first = random(FINGERPRINTS);
  const project = oneOf(random, projects).slug;
  const receivedAt = new Date(now.getTime() - random(90) * MINUTE);
  const lines: readonly object[] = [
    {
      ...{ kind: 'issue', project, fingerprints: [`fault ${first}`, `old fault ${random(4)}`] },
      ...oneOf<object>(random, [{}, { status: 'RESOLVED' }, { status: 'IGNORED' }, { priority: 'HIGH' }]),
    },
    { kind: 'event', project, receivedAt: receivedAt.toISOString(), payload: content(world, receivedAt) },
  ];
  const texts = (async function* () {
    for (const line of lines) yield JSON.stringify(line);
  })();
  const file = new ImportFile({ unitOfWork: database.unitOfWork, clock: () => now });
  const { summary } = await file.execute({ organization: organization.slug, lines: texts });
  world.accepted += summary?.created.event ?? 0;
}

async function release(world: HourWorld): Promise<void> {
  const { random, bulk, organization, projects } = world;
  const commits = [{ id: `c${random(3)}`, repository: 'acme/app', message: await messageOf(world) }];
  const caller = await callerOf(world);
  if (random(2) === 0) {
    await bulk.application.addCommits.execute(caller, { organization: organization.slug, commits });
    return;
  }
  const given = { projects: projects.slice(random(2)).map(({ slug }) => slug), version: version(random) };
  await bulk.application.createRelease.execute(caller, { organization: organization.slug, ...given, commits });
}

/** Says of an issue that it is mended. */
async function messageOf({ database, organization, random }: HourWorld): Promise<string> {
  const names = await database.query<{ name: string }>(
    `select upper(p.slug) || '-' || g.short_id as name from groups g
     join projects p on p.organization_id = g.organization_id and p.id = g.project_id
     where g.organization_id = $1 order by g.id`,
    [organization.id],
  );
  return `Fixes ${names[random(names.length)]?.name ?? 'nothing'}`;
}

async function deleteTombstone(world: HourWorld): Promise<void> {
  const { database, organization, random, bulk } = world;
  const rows = await database.query<{ id: string }>(
    'select id from group_tombstones where organization_id = $1 order by id',
    [organization.id],
  );
  const row = rows[random(rows.length)];
  if (row !== undefined) await bulk.application.deleteTombstone.execute(await callerOf(world), row.id);
}

async function note(world: HourWorld): Promise<void> {
  const [issueId] = await someIssues(world);
  if (issueId === undefined) return;
  await world.bulk.application.addIssueNote.execute(await callerOf(world), { issueId, text: 'I have seen it.' });
}

async function callerOf({ bulk, token }: HourWorld): Promise<Caller> {
  const caller = await bulk.application.authenticate.execute(token.token);
  if (caller === null) throw new Error('the token was refused');
  return caller;
}

/** What can happen, and how often beside the others. */
export const DEEDS: readonly (readonly [name: string, weight: number, deed: (world: HourWorld) => Promise<unknown>])[] =
  [
    ['events', 30, send],
    ['a change', 26, change],
    ['a merge', 4, merge],
    ['a discard', 2, discard],
    ['a deletion', 3, remove],
    ['an undo', 9, undo],
    ['a tombstone goes', 3, deleteTombstone],
    ['a release', 4, release],
    ['a note', 2, note],
    ['an import', 4, importSome],
    ['jobs', 7, runDueJobs],
    ['a job that dies', 6, killSomeJob],
    ['something by the clock', 5, (world) => runByClock(world, world.random(7))],
  ];
