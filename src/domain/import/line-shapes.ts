import { MEMBER_ROLES } from '../access';
import { asObject, type JsonObject } from '../events/untrusted-json';
import {
  GROUP_CATEGORIES,
  GROUP_LEVELS,
  GROUP_PRIORITIES,
  GROUP_STATUSES,
  GROUP_SUBSTATUSES,
  INBOX_REASONS,
  SUBSCRIPTION_REASONS,
} from '../group';
import { MAX_NOTE_LENGTH } from '../note';
import { PROJECT_FEATURES } from '../project-features';
import { checkName, checkSlug, checkWord, MAX_RESOLVE_AGE } from '../set-up/check-input';
import { COMMIT, COMMIT_NAME, RELEASE, RESOLUTION, version } from './release-shapes';
import { email, flag, list, moment, object, oneOf, ruled, text, whole, type Read, type ValueOf } from './read-value';

/** Of columns of 32 bits. */
const MAX_COUNT = 2_147_483_647;
const HOUR_MS = 3_600_000;
const count = whole(0, MAX_COUNT);
const positive = whole(1, MAX_COUNT);
const name = ruled((given) => checkName('name', given));
const slug = ruled((given) => checkSlug('slug', given));

const payload: Read<JsonObject> = (value, place) => {
  const event = asObject(value);
  if (event === null) place.report(place.field, 'must be an object, as an SDK sends it.');
  return event ?? undefined;
};

/** The time of a pair may be any moment within its hour. */
const hourlyCount: Read<{ readonly hour: Date; readonly events: number }> = (value, place) => {
  if (!Array.isArray(value) || value.length !== 2) {
    place.report(place.field, 'must be a pair of an hour and a number of events.');
    return undefined;
  }
  const hour = moment(value[0], { ...place, field: `${place.field}[0]` });
  const events = count(value[1], { ...place, field: `${place.field}[1]` });
  if (hour === undefined || events === undefined) return undefined;
  return { hour: new Date(Math.floor(hour.getTime() / HOUR_MS) * HOUR_MS), events };
};

const SNOOZE = object(
  {
    until: moment,
    count: positive,
    window: positive,
    userCount: positive,
    userWindow: positive,
    baseline: object({ timesSeen: count, usersSeen: count }, []),
    actor: email,
  },
  [],
);

/** The kinds of lines, and what each may hold. */
export const LINE_SHAPES = {
  user: object(
    {
      email,
      name,
      username: ruled((given) => checkWord('username', given)),
      role: oneOf(MEMBER_ROLES),
      teams: list(slug),
      active: flag,
      selfAssignOnResolve: flag,
    },
    ['email'],
  ),
  team: object({ slug, name }, ['slug']),
  project: object(
    {
      slug,
      name,
      platform: ruled((given) => checkWord('platform', given)),
      teams: list(slug),
      features: list(oneOf(PROJECT_FEATURES)),
      resolveAge: whole(1, MAX_RESOLVE_AGE),
    },
    ['slug'],
  ),
  release: RELEASE,
  commit: COMMIT,
  issue: object(
    {
      project: slug,
      fingerprints: list(text(1_024)),
      name: text(200),
      title: text(255),
      culprit: text(200),
      message: text(8_192),
      level: oneOf(GROUP_LEVELS),
      category: oneOf(GROUP_CATEGORIES),
      platform: text(64),
      status: oneOf(GROUP_STATUSES),
      substatus: oneOf(GROUP_SUBSTATUSES),
      priority: oneOf(GROUP_PRIORITIES),
      priorityLocked: flag,
      firstSeen: moment,
      lastSeen: moment,
      timesSeen: count,
      usersSeen: count,
      resolvedAt: moment,
      activeAt: moment,
      assignedTo: object({ user: email, team: slug }, []),
      inbox: object({ reason: oneOf(INBOX_REASONS), addedAt: moment }, ['reason']),
      snooze: SNOOZE,
      shareId: ruled((given) =>
        /^[0-9a-f]{32}$/.test(given) ? null : { message: 'must be 32 lower-case hex digits.' },
      ),
      bookmarkedBy: list(email),
      subscriptions: list(object({ user: email, active: flag, reason: oneOf(SUBSCRIPTION_REASONS) }, ['user'])),
      seenBy: list(object({ user: email, at: moment }, ['user'])),
      hourlyCounts: list(hourlyCount),
      notes: list(object({ user: email, text: text(MAX_NOTE_LENGTH), at: moment }, ['user', 'text'])),
      firstRelease: version,
      lastRelease: version,
      resolution: RESOLUTION,
      resolvedInCommit: COMMIT_NAME,
      forecast: object({ date: moment, values: list(whole(0, Number.MAX_SAFE_INTEGER)) }, ['date', 'values']),
    },
    ['project', 'fingerprints'],
  ),
  event: object({ project: slug, payload, receivedAt: moment }, ['project', 'payload']),
} as const;

/** What a line can be about. */
export type LineKind = keyof typeof LINE_SHAPES;
type Line<K extends LineKind> = ValueOf<(typeof LINE_SHAPES)[K]>;

/** A person and their membership. */
export type UserLine = Line<'user'>;
/** A team. */
export type TeamLine = Line<'team'>;
/** A project. */
export type ProjectLine = Line<'project'>;
/** A release with its projects and commits. */
export type ReleaseLine = Line<'release'>;
/** A commit, in a release or in none. */
export type CommitLine = Line<'commit'>;
/** An issue in any state. */
export type IssueLine = Line<'issue'>;
/** An event as an SDK sends it. */
export type EventLine = Line<'event'>;

/** The content of every kind of line. */
export interface LineContents {
  readonly user: UserLine;
  readonly team: TeamLine;
  readonly project: ProjectLine;
  readonly release: ReleaseLine;
  readonly commit: CommitLine;
  readonly issue: IssueLine;
  readonly event: EventLine;
}
