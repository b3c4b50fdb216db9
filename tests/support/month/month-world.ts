import { AgeIssues } from '../../../src/application/age-issues/age-issues.handler';
import { CleanUpInboxes } from '../../../src/application/clean-up/clean-up-inboxes.handler';
import { FollowEvents } from '../../../src/application/follow-events/follow-events.handler';
import { IngestEvents } from '../../../src/application/ingest-events/ingest-events.handler';
import { LiftSnoozes } from '../../../src/application/lift-snoozes/lift-snoozes.handler';
import { RefreshForecasts } from '../../../src/application/refresh-forecasts/refresh-forecasts.handler';
import { ResolveByAge } from '../../../src/application/resolve-by-age/resolve-by-age.handler';
import { incomingEvent } from '../build/event';
import { buildGroups } from '../build/group';
import { buildProject, type TestProject } from '../build/organization';
import { buildRelease } from '../build/release';
import { buildWorld, type World } from '../build/world';
import type { TestDatabase } from '../test-database';
import type { BulkMutation } from '../use-bulk-mutation';
import { monthIssue, type MonthIssue } from './month-issue';

/** Hours after which a quiet issue of the second project is resolved. */
const RESOLVE_AGE = 72;
/** Issues that no event comes to: people and time are all that they have. */
const CATEGORIES = ['METRIC', 'UPTIME', 'FEEDBACK', 'CRON'] as const;

/** The issues of an organization, in the database and in the model. */
export interface MonthWorld extends World {
  readonly database: TestDatabase;
  readonly bulk: BulkMutation;
  readonly projects: readonly [TestProject, TestProject];
  readonly issues: MonthIssue[];
  /** The id of an issue that there is already. */
  readonly ids: Map<string, string>;
  latest: string;
}

export interface MonthEvent {
  readonly issue: MonthIssue;
  readonly user: string;
  readonly version: string | null;
}

/** An organization with some issues that get no events, and nothing else yet. */
export async function buildMonthWorld(
  { database, bulk }: Pick<MonthWorld, 'database' | 'bulk'>,
  { now, quiet }: { readonly now: Date; readonly quiet: number },
): Promise<MonthWorld> {
  const world = await buildWorld(database);
  const organizationId = world.organization.id;
  const other = await buildProject(database, { organizationId, teamIds: [world.team.id] });
  await database.query('update projects set resolve_age = $2 where id = $1', [other.id, RESOLVE_AGE]);
  await buildRelease(database, 'app@1.0.0', { projects: [world.project, other], dateAdded: now });
  const projects = [world.project, other] as const;
  const all: MonthWorld = { ...world, database, bulk, projects, issues: [], ids: new Map(), latest: 'app@1.0.0' };
  for (const [place, project] of projects.entries()) {
    const categoryOf = (index: number) => CATEGORIES[index % CATEGORIES.length] ?? 'CRON';
    const each = (index: number) => ({ category: categoryOf(index), firstSeen: now, title: `quiet ${place} ${index}` });
    // One after the other, since ids follow the order.
    const groups = await buildGroups(database, quiet / 2, { project, each });
    for (const { id, title, category } of groups) {
      all.issues.push(newIssue({ fingerprint: title, category, firstSeen: now, isOfSecond: place === 1 }));
      all.ids.set(title, id);
    }
  }
  return all;
}

type NewIssue = Pick<MonthIssue, 'fingerprint' | 'category' | 'firstSeen'> & {
  /** Of the project that resolves by age. */
  readonly isOfSecond: boolean;
};

/** An issue that its first event is about to make. */
export function newIssue({ isOfSecond, ...given }: NewIssue): MonthIssue {
  const initialPriority = given.category === 'ERROR' ? 'LOW' : 'MEDIUM';
  return monthIssue({ ...given, initialPriority, resolveAge: isOfSecond ? RESOLVE_AGE : null });
}

/** Sends events as one batch. */
export async function sendEvents(world: MonthWorld, events: readonly MonthEvent[], now: Date): Promise<void> {
  const { database, projects } = world;
  const batch = events.map(({ issue: { fingerprint, resolveAge }, user, version }) =>
    incomingEvent(resolveAge === null ? projects[0] : projects[1], {
      ...{ message: fingerprint, fingerprint: [fingerprint], user: { id: user }, level: 'info' },
      ...{ timestamp: now.toISOString(), ...(version !== null && { release: version }) },
    }),
  );
  const ingest = new IngestEvents({ unitOfWork: database.unitOfWork, clock: () => now });
  const answers = await ingest.execute(batch);
  expect(answers.filter(({ outcome }) => outcome !== 'ACCEPTED')).toEqual([]);
  await runFollowJobs(world, now);
  if (events.some(({ issue }) => !world.ids.has(issue.fingerprint))) await learnIds(world);
}

/** The jobs that look each hour, and those of the night. */
export async function runJobs(
  { database, organization }: MonthWorld,
  now: Date,
  { isNight }: { readonly isNight: boolean },
): Promise<void> {
  const dependencies = { unitOfWork: database.unitOfWork, clock: () => now, chunkSize: 20 };
  const here = [organization.id];
  await new LiftSnoozes(dependencies).execute(here);
  await new AgeIssues(dependencies).execute(here);
  await new ResolveByAge(dependencies).execute(here);
  await new CleanUpInboxes(dependencies).execute();
  if (isNight) await new RefreshForecasts(dependencies).execute(here);
}

/** What the events have left to jobs. */
async function runFollowJobs({ database, organization }: MonthWorld, now: Date): Promise<void> {
  type Request = Parameters<FollowEvents['execute']>[0];
  const jobs = await database.query<{ key: string; payload: Request }>(
    `select key, payload from graphile_worker._private_jobs where key like 'follow-events:' || $1 || ':%' order by id`,
    [organization.id],
  );
  const follow = new FollowEvents({ unitOfWork: database.unitOfWork, clock: () => now });
  for (const { payload } of jobs) await follow.execute(payload);
  await database.query('select graphile_worker.remove_job(key) from unnest($1::text[]) key', [
    jobs.map(({ key }) => key),
  ]);
}

async function learnIds({ database, organization, ids }: MonthWorld): Promise<void> {
  const rows = await database.query<{ id: string; title: string }>(
    'select id, title from groups where organization_id = $1',
    [organization.id],
  );
  for (const { id, title } of rows) ids.set(title, id);
}
