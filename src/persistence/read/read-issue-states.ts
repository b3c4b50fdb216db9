import type { Snooze } from '../../domain/snooze/snooze';
import type { Forecast } from '../../domain/escalation/forecast';
import { NO_LINKS } from '../../domain/releases/group-link';
import type { OptionalRow } from '../../domain/attributes/strategy';
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
import { NO_RESOLUTIONS, readResolutions, type ResolutionRows } from './read-resolutions';

export interface StatesToRead {
  readonly organizationId: string;
  readonly locked: readonly LockedGroup[];
  /** Whose marks are read; null: nobody's. */
  readonly userId: string | null;
  /** Rows that only some attributes look at. */
  readonly optional: ReadonlySet<OptionalRow>;
}

interface Counts {
  readonly lastSeen: Date;
  readonly timesSeen: number;
  readonly usersSeen: number;
}

/** The rows that hang on the issues, by issue. */
interface Rows {
  readonly counts: ReadonlyMap<string, Counts>;
  readonly assignees: ReadonlyMap<string, Assignment>;
  readonly inboxes: ReadonlyMap<string, InboxPlace>;
  readonly snoozes: ReadonlyMap<string, Snooze>;
  readonly openPeriods: ReadonlyMap<string, OpenPeriod>;
  readonly subscriptions: ReadonlyMap<string, Subscription>;
  readonly optional: OptionalRows;
}

/** The whole state of locked issues: one query a kind of row that hangs on them, whatever their number. */
export async function readIssueStates(tx: Executor, request: StatesToRead): Promise<IssueState[]> {
  const { organizationId, locked, optional } = request;
  const parameters = [organizationId, idsOf(locked)];
  const ofUser = [...parameters, request.userId];
  const snoozes = await byGroup<Snooze>(tx, statement('read-snoozes', SNOOZES, parameters));
  // Whether a snooze has run out depends on the counts. Besides, few rules look at them.
  const counted = optional.has('counts') ? locked : locked.filter(({ id }) => snoozes.has(id));
  const rows: Rows = {
    counts: await byGroup<Counts>(tx, statement('read-counters', COUNTERS, [organizationId, idsOf(counted)])),
    assignees: await byGroup<Assignment>(tx, statement('read-assignees', ASSIGNEES, parameters)),
    inboxes: await byGroup<InboxPlace>(tx, statement('read-inboxes', INBOXES, parameters)),
    snoozes,
    openPeriods: await byGroup<OpenPeriod>(tx, statement('read-open-periods', OPEN_PERIODS, parameters)),
    subscriptions: await byGroup<Subscription>(tx, statement('read-subscriptions', SUBSCRIPTIONS, ofUser)),
    optional: await readOptionalRows(tx, request, parameters),
  };
  return locked.map((group) => stateOf(group, rows));
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
    bookmark: rows.optional.bookmarks.get(id) ?? null,
    seen: rows.optional.seens.get(id) ?? null,
    share: rows.optional.shares.get(id) ?? null,
    mergedInto: rows.optional.merges.get(id)?.into ?? null,
    deletion: rows.optional.deletions.get(id) ?? null,
    forecast: rows.optional.forecasts.get(id) ?? null,
    resolution: rows.optional.resolved.resolutions.get(id) ?? null,
    commitLinks: rows.optional.resolved.commitLinks.get(id) ?? NO_LINKS,
  };
}

interface OptionalRows {
  readonly bookmarks: ReadonlyMap<string, Bookmark>;
  readonly seens: ReadonlyMap<string, SeenMark>;
  readonly shares: ReadonlyMap<string, Share>;
  readonly merges: ReadonlyMap<string, { readonly into: string }>;
  readonly deletions: ReadonlyMap<string, Deletion>;
  readonly forecasts: ReadonlyMap<string, Forecast>;
  readonly resolved: ResolutionRows;
}

async function readOptionalRows(
  tx: Executor,
  { optional, userId }: StatesToRead,
  parameters: readonly unknown[],
): Promise<OptionalRows> {
  const ofUser = [...parameters, userId];
  const read = <T>(row: OptionalRow, query: Statement): Promise<ReadonlyMap<string, T>> | ReadonlyMap<string, T> =>
    optional.has(row) ? byGroup<T>(tx, query) : new Map<string, T>();
  return {
    bookmarks: await read<Bookmark>('bookmark', statement('read-bookmarks', BOOKMARKS, ofUser)),
    seens: await read<SeenMark>('seen', statement('read-seens', SEENS, ofUser)),
    shares: await read<Share>('share', statement('read-shares', SHARES, parameters)),
    merges: await read<{ into: string }>('merge', statement('read-merges', MERGES, parameters)),
    deletions: await read<Deletion>('deletion', statement('read-deletions', DELETIONS, parameters)),
    forecasts: await read<Forecast>('forecast', statement('read-forecasts', FORECASTS, parameters)),
    resolved: optional.has('resolution') ? await readResolutions(tx, parameters) : NO_RESOLUTIONS,
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
