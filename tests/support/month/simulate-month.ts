import { buildRelease } from '../build/release';
import type { TestDatabase } from '../test-database';
import type { BulkMutation } from '../use-bulk-mutation';
import { MONTH_CALLS } from './month-calls';
import type { MonthIssue } from './month-issue';
import { age, endSnooze, leaveInbox, meet, refreshForecast, resolveByAge } from './month-rules';
import { buildMonthWorld, newIssue, runJobs, sendEvents, type MonthEvent, type MonthWorld } from './month-world';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

export interface MonthPlan {
  readonly start: Date;
  readonly hours: number;
  /** Hours from one look at the world to the next. */
  readonly step: number;
  readonly issues: number;
  readonly seed: number;
}

/** Lives through events, releases, calls and nights, in the database and in the model; answers both ends. */
export async function simulateMonth(
  tools: { readonly database: TestDatabase; readonly bulk: BulkMutation },
  plan: MonthPlan,
): Promise<MonthWorld> {
  const random = randomOf(plan.seed);
  const quiet = 2 * Math.floor(plan.issues / 20);
  const world = await buildMonthWorld(tools, { now: plan.start, quiet });
  for (let hour = 0; hour < plan.hours; hour += plan.step) {
    const at = (minutes: number): Date => new Date(plan.start.getTime() + hour * HOUR + minutes * MINUTE);
    // The hours of a month come one after the other.
    if (random(24 / plan.step) === 0) await release(world, at(5));
    await callSome(world, { random, now: at(10) });
    await meetSome(world, { random, now: at(20), wanted: plan.issues - quiet });
    await letTimePass(world, { random, now: at(50), isNight: hour % 24 < plan.step });
  }
  return world;
}

interface Moment {
  readonly random: (below: number) => number;
  readonly now: Date;
}

async function release(world: MonthWorld, now: Date): Promise<void> {
  const number = Number(/@(\d+)/.exec(world.latest)?.[1]) + 1;
  world.latest = `app@${number}.0.0`;
  await buildRelease(world.database, world.latest, { projects: [...world.projects], dateAdded: now });
}

/** A call or two on a few issues that there are. */
async function callSome(world: MonthWorld, { random, now }: Moment): Promise<void> {
  for (let calls = random(3), place = 0; place < calls; place += 1) {
    const issues = sample(world.issues, 1 + random(4), random);
    const call = MONTH_CALLS[random(MONTH_CALLS.length)];
    if (issues.length === 0 || call === undefined) return;
    const moment = new Date(now.getTime() + place * 1_000);
    world.bulk.now = moment;
    const ids = issues.map(({ fingerprint }) => world.ids.get(fingerprint) ?? '');
    const answer = await world.bulk.call(world.token, {
      ids,
      input: call.input,
      options: { errorPolicy: 'SKIP_INVALID' },
    });
    expect(answer.problems).toEqual([]);
    // Of a metric people change neither status nor priority.
    for (const issue of issues)
      if (issue.category !== 'METRIC') call.apply(issue, { now: moment, latest: world.latest });
  }
}

/** New issues until there are enough, and some more events for those that are there. */
async function meetSome(world: MonthWorld, { random, now, wanted }: Moment & { wanted: number }): Promise<void> {
  const loud = world.issues.filter(({ category }) => category === 'ERROR');
  const fresh = Array.from({ length: Math.min(wanted - loud.length, 1 + Math.ceil(wanted / 20)) }, (_, index) =>
    newIssue({
      ...{ fingerprint: `loud ${loud.length + index}`, category: 'ERROR', firstSeen: now },
      isOfSecond: random(2) === 0,
    }),
  );
  world.issues.push(...fresh);
  const events = [...fresh, ...sample(loud, Math.ceil(loud.length / 12), random)].flatMap((issue): MonthEvent[] =>
    Array.from({ length: burst(issue, { random, now }) }, () => ({
      issue,
      user: `person ${random(6)}`,
      version: versionOf(world, random),
    })),
  );
  if (events.length === 0) return;
  await sendEvents(world, events, now);
  for (const issue of new Set(events.map((event) => event.issue))) {
    meet(
      issue,
      events.filter((event) => event.issue === issue),
      now,
    );
  }
}

/** Seldom many; on its first day fewer than would tell how often a new issue comes. */
function burst({ events, firstSeen }: MonthIssue, { random, now }: Moment): number {
  const many = random(6) === 0 ? 8 + random(30) : 1 + random(3);
  const isYoung = now.getTime() - firstSeen.getTime() < DAY;
  return isYoung ? Math.max(0, Math.min(many, 9 - events.length)) : many;
}

function versionOf({ latest }: MonthWorld, random: Moment['random']): string | null {
  const number = Number(/@(\d+)/.exec(latest)?.[1]);
  const which = random(4);
  return which === 0 ? null : `app@${Math.max(1, number - (which === 1 ? 1 + random(3) : 0))}.0.0`;
}

/** Now and then nobody is there to run the jobs. */
async function letTimePass(world: MonthWorld, moment: Moment & { readonly isNight: boolean }): Promise<void> {
  const { random, now, isNight } = moment;
  if (random(5) === 0) return;
  await runJobs(world, now, { isNight });
  for (const issue of world.issues) {
    endSnooze(issue, now);
    age(issue, now);
    resolveByAge(issue, now);
    leaveInbox(issue, now);
    if (isNight) refreshForecast(issue, now);
  }
}

function sample(issues: readonly MonthIssue[], count: number, random: Moment['random']): MonthIssue[] {
  const left = [...issues];
  return Array.from({ length: Math.min(count, left.length) }, () => left.splice(random(left.length), 1)).flat();
}

/** The same numbers for the same seed (mulberry32). */
function randomOf(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % Math.max(1, Math.floor(below));
  };
}
