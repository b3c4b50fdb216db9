import type { Snooze } from '../../domain/snooze/snooze';
import type { Forecast } from '../../domain/escalation/forecast';
import { NO_LINKS } from '../../domain/releases/group-link';
import { STATE_ROWS, type StateRow } from '../../domain/attributes/strategy';
import type {
  Assignment,
  Bookmark,
  Deletion,
  InboxPlace,
  IssueState,
  OpenPeriod,
  SeenMark,
  Share,
  Subscription,
} from '../../domain/state/issue-state';
import { arrayLiteral } from '../array-literal';
import { statement, type Executor, type Statement } from '../statement';
import {
  ASSIGNEES,
  BOOKMARKS,
  COUNTERS,
  DELETIONS,
  FORECASTS,
  INBOXES,
  MERGES,
  OPEN_PERIODS,
  SEENS,
  SHARES,
  SNOOZES,
  SUBSCRIPTIONS,
} from './issue-state-queries';
import type { LockedGroup } from './lock-groups';
import { readResolveAges } from './read-resolve-ages';
import { NO_RESOLUTIONS, readResolutions, type ResolutionRows } from './read-resolutions';

export interface StatesToRead {
  readonly organizationId: string;
  readonly locked: readonly LockedGroup[];
  /** Whose marks are read; null: nobody's. */
  readonly userId: string | null;
  /** What is read besides the issues' own rows. */
  readonly rows: ReadonlySet<StateRow>;
}

interface Counts {
  readonly lastSeen: Date;
  readonly timesSeen: number;
  readonly usersSeen: number;
}

type ByGroup<T> = ReadonlyMap<string, T>;

/** The rows that hang on the issues, by issue. */
interface Rows {
  /** By project. */
  readonly resolveAges: ReadonlyMap<string, number>;
  readonly counts: ByGroup<Counts>;
  readonly assignees: ByGroup<Assignment>;
  readonly inboxes: ByGroup<InboxPlace>;
  readonly snoozes: ByGroup<Snooze>;
  readonly openPeriods: ByGroup<OpenPeriod>;
  readonly subscriptions: ByGroup<Subscription>;
  readonly bookmarks: ByGroup<Bookmark>;
  readonly seens: ByGroup<SeenMark>;
  readonly shares: ByGroup<Share>;
  readonly merges: ByGroup<{ readonly into: string }>;
  readonly deletions: ByGroup<Deletion>;
  readonly forecasts: ByGroup<Forecast>;
  readonly resolved: ResolutionRows;
}

/** For whoever may change anything. */
export const EVERY_ROW: ReadonlySet<StateRow> = new Set(STATE_ROWS);

/**
 * The states of locked issues: one query a kind of row that is asked for, whatever their number. They leave together:
 * PostgreSQL is at the next kind while the rows of the last are read here.
 */
export async function readIssueStates(tx: Executor, request: StatesToRead): Promise<IssueState[]> {
  const { organizationId, locked, userId, rows: asked } = request;
  const ofIssues = [organizationId, idsOf(locked)];
  const ofUser = [...ofIssues, userId];
  const read = async <T>(row: StateRow, query: Statement): Promise<ByGroup<T>> =>
    asked.has(row) ? byGroup<T>(tx, query) : new Map<string, T>();
  const snoozes = read<Snooze>('snooze', statement('read-snoozes', SNOOZES, ofIssues));
  const projectIds = asked.has('snooze') ? [...new Set(locked.map(({ projectId }) => projectId))] : [];
  const resolveAges = readResolveAges(tx, organizationId, projectIds);
  const rows = await together<Rows>({
    resolveAges,
    snoozes,
    assignees: read<Assignment>('assignee', statement('read-assignees', ASSIGNEES, ofIssues)),
    inboxes: read<InboxPlace>('inbox', statement('read-inboxes', INBOXES, ofIssues)),
    openPeriods: read<OpenPeriod>('openPeriod', statement('read-open-periods', OPEN_PERIODS, ofIssues)),
    subscriptions: read<Subscription>('subscription', statement('read-subscriptions', SUBSCRIPTIONS, ofUser)),
    bookmarks: read<Bookmark>('bookmark', statement('read-bookmarks', BOOKMARKS, ofUser)),
    seens: read<SeenMark>('seen', statement('read-seens', SEENS, ofUser)),
    shares: read<Share>('share', statement('read-shares', SHARES, ofIssues)),
    merges: read<{ into: string }>('merge', statement('read-merges', MERGES, ofIssues)),
    deletions: read<Deletion>('deletion', statement('read-deletions', DELETIONS, ofIssues)),
    forecasts: read<Forecast>('forecast', statement('read-forecasts', FORECASTS, ofIssues)),
    resolved: asked.has('resolution') ? readResolutions(tx, organizationId, idsOf(locked)) : NO_RESOLUTIONS,
    counts: readCounts(tx, request, { snoozes, resolveAges }),
  });
  return locked.map((group) => stateOf(group, rows));
}

/** What tells whether an issue may be shown as something else than is stored. */
interface ShownBy {
  readonly snoozes: Promise<ByGroup<Snooze>>;
  readonly resolveAges: Promise<ReadonlyMap<string, number>>;
}

/** Whether a snooze has run out, and whether an issue is resolved by age, depends on the counts. Few other rules look. */
async function readCounts(
  tx: Executor,
  { organizationId, locked, rows: asked }: StatesToRead,
  shownBy: ShownBy,
): Promise<ByGroup<Counts>> {
  const isShownByCounts = async (): Promise<(group: LockedGroup) => boolean> => {
    const [snoozes, resolveAges] = await Promise.all([shownBy.snoozes, shownBy.resolveAges]);
    return ({ id, projectId }) => snoozes.has(id) || resolveAges.has(projectId);
  };
  const counted = asked.has('counts') ? locked : locked.filter(await isShownByCounts());
  if (counted.length === 0) return new Map();
  return byGroup<Counts>(tx, statement('read-counters', COUNTERS, [organizationId, idsOf(counted)]));
}

/** Waits for answers to what has been asked already. */
async function together<T extends object>(answers: { readonly [K in keyof T]: T[K] | Promise<T[K]> }): Promise<T> {
  const pairs = Object.entries(answers).map(async ([name, answer]) => [name, await answer]);
  return Object.fromEntries(await Promise.all(pairs)) as T;
}

/** Made a text once for all the queries. */
function idsOf(groups: readonly LockedGroup[]): string {
  return arrayLiteral(groups.map(({ id }) => id));
}

/** Every property is named: an object that begins with two spreads makes each later copy several times as slow. */
function stateOf(group: LockedGroup, rows: Rows): IssueState {
  const { id } = group;
  const counts = rows.counts.get(id);
  return {
    id,
    projectId: group.projectId,
    category: group.category,
    firstSeen: group.firstSeen,
    lastSeen: counts?.lastSeen ?? group.firstSeen,
    timesSeen: counts?.timesSeen ?? 0,
    usersSeen: counts?.usersSeen ?? 0,
    resolveAge: rows.resolveAges.get(group.projectId) ?? null,
    initialPriority: group.initialPriority,
    version: group.version,
    changedAt: group.changedAt,
    status: group.status,
    substatus: group.substatus,
    resolvedAt: group.resolvedAt,
    activeAt: group.activeAt,
    priority: group.priority,
    priorityLockedAt: group.priorityLockedAt,
    assignee: rows.assignees.get(id) ?? null,
    inbox: rows.inboxes.get(id) ?? null,
    snooze: rows.snoozes.get(id) ?? null,
    openPeriod: rows.openPeriods.get(id) ?? null,
    subscription: rows.subscriptions.get(id) ?? null,
    bookmark: rows.bookmarks.get(id) ?? null,
    seen: rows.seens.get(id) ?? null,
    share: rows.shares.get(id) ?? null,
    mergedInto: rows.merges.get(id)?.into ?? null,
    deletion: rows.deletions.get(id) ?? null,
    forecast: rows.forecasts.get(id) ?? null,
    resolution: rows.resolved.resolutions.get(id) ?? null,
    commitLinks: rows.resolved.commitLinks.get(id) ?? NO_LINKS,
  };
}

async function byGroup<T>(tx: Executor, query: Statement): Promise<Map<string, T>> {
  const rows = await tx.rows<T & { group_id: string }>(query);
  return new Map(
    rows.map((row) => {
      const { group_id: groupId, ...rest } = row;
      return [groupId, rest as unknown as T];
    }),
  );
}
