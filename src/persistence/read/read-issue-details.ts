import type { OrganizationAccess } from '../../domain/access';
import type {
  GroupCategory,
  GroupLevel,
  GroupPriority,
  GroupStatus,
  GroupSubstatus,
  InboxReason,
  SubscriptionReason,
} from '../../domain/group';
import { DELETED_STATUSES } from '../../domain/group';
import type { Resolution } from '../../domain/releases/resolution';
import type { Snooze } from '../../domain/snooze/snooze';
import type { TenantKey } from '../../domain/tenant-key';
import { statement, type Executor } from '../statement';
import { findCompletions } from './find-completions';
import { keyColumns, visibleProjectColumns } from './key-columns';
import type { TeamRow } from './read-teams';
import type { UserRow } from './read-users';

/** An issue with everything that hangs on it. */
export interface IssueDetailsRow {
  readonly organizationId: string;
  readonly id: string;
  readonly projectId: string;
  readonly projectSlug: string;
  readonly shortId: string;
  readonly category: GroupCategory;
  readonly title: string;
  readonly culprit: string | null;
  readonly message: string | null;
  readonly level: GroupLevel;
  readonly platform: string | null;
  readonly status: GroupStatus;
  readonly substatus: GroupSubstatus | null;
  readonly priority: GroupPriority | null;
  readonly priorityLockedAt: Date | null;
  readonly version: number;
  readonly changedAt: Date;
  readonly firstSeen: Date;
  readonly firstReleaseId: string | null;
  readonly resolvedAt: Date | null;
  readonly activeAt: Date;
  /** Of its project, in hours; null: none. */
  readonly resolveAge: number | null;
  readonly timesSeen: number;
  readonly usersSeen: number;
  readonly lastSeen: Date;
  readonly assignedUserId: string | null;
  readonly assignedTeamId: string | null;
  /** null: nobody, or nobody who is still there. */
  readonly assignee: UserRow | TeamRow | null;
  readonly inboxReason: InboxReason | null;
  readonly inboxAddedAt: Date | null;
  readonly inboxReasonDetails: Record<string, unknown> | null;
  readonly snooze: Snooze | null;
  readonly resolution: ResolutionRow | null;
  /** The commit whose link to it is the newest of those that resolve it. */
  readonly commitId: string | null;
  readonly subscriptionReason: SubscriptionReason | null;
  readonly isSubscribed: boolean;
  readonly isBookmarked: boolean;
  /** When the viewer last looked at it. */
  readonly seenAt: Date | null;
  /** null: not shared. */
  readonly shareId: string | null;
}

/** In which release it is resolved, and who said so. */
export type ResolutionRow = Omit<Resolution, 'id' | 'releaseId' | 'status' | 'dateAdded'>;

/** With what tells whether the release has come for which it waits. */
type StoredRow = ResolutionRow & Pick<Resolution, 'releaseId' | 'status'>;

type FlatRow = Omit<IssueDetailsRow, 'snooze' | 'resolution' | 'assignee'> &
  FlatAssignee & {
    readonly [K in keyof Snooze as `snooze${Capitalize<K>}`]: Snooze[K];
  } & {
    readonly [K in keyof StoredRow as `resolution${Capitalize<K>}`]: StoredRow[K];
  } & { readonly snoozed: boolean; readonly resolved: boolean };

/** A team has a slug, a user the other two. */
type FlatAssignee = Record<`assignee${'Name' | 'Slug' | 'Username' | 'Email'}`, string | null>;

export interface IssueDetailsQuestion {
  readonly keys: readonly TenantKey[];
  /** The organizations whose visible projects count. */
  readonly organizations: readonly Pick<OrganizationAccess, 'organizationId' | 'projects'>[];
  /** Whose subscription, bookmark and seen mark are meant. */
  readonly viewerId: string | null;
}

/**
 * The issues that the caller may see, with their assignee, inbox, snooze, counters, share and the viewer's marks: one
 * statement, and one more where resolutions wait for a release, since it may have come without being written down yet.
 */
export async function readIssueDetails(executor: Executor, question: IssueDetailsQuestion): Promise<IssueDetailsRow[]> {
  const rows = await executor.rows<FlatRow>(
    statement('read-issue-details', SQL, [
      ...keyColumns(question.keys),
      ...visibleProjectColumns(question.organizations),
      question.viewerId,
      DELETED_STATUSES,
    ]),
  );
  const complete = await findCompletions(executor, rows);
  // No copies: a row has sixty columns.
  return rows.map((row) =>
    Object.assign(row, {
      assignee: assigneeOf(row),
      snooze: row.snoozed ? snoozeOf(row) : null,
      resolution: row.resolved ? complete(row, resolutionOf(row)) : null,
    }),
  );
}

// Counts and baselines come as double precision, which is exact up to 2^53 and arrives as a number.
const SQL = `
  select g.organization_id as "organizationId", g.id, g.project_id as "projectId", p.slug as "projectSlug",
    g.short_id as "shortId", g.category, g.title, g.culprit, g.message, g.level, g.platform, g.status, g.substatus,
    g.priority, g.priority_locked_at as "priorityLockedAt", g.version, g.changed_at as "changedAt",
    g.first_seen as "firstSeen", g.first_release_id as "firstReleaseId", g.resolved_at as "resolvedAt",
    g.active_at as "activeAt", p.resolve_age as "resolveAge",
    coalesce(c.times_seen, 0)::float8 as "timesSeen", coalesce(c.users_seen, 0) as "usersSeen",
    coalesce(c.last_seen, g.first_seen) as "lastSeen",
    a.user_id as "assignedUserId", a.team_id as "assignedTeamId", coalesce(t.name, u.name) as "assigneeName",
    u.username as "assigneeUsername", u.email as "assigneeEmail", t.slug as "assigneeSlug",
    i.reason as "inboxReason", i.date_added as "inboxAddedAt", i.reason_details as "inboxReasonDetails",
    s.group_id is not null as snoozed, s.until as "snoozeUntil", s.count as "snoozeCount", s."window" as "snoozeWindow",
    s.user_count as "snoozeUserCount", s.user_window as "snoozeUserWindow",
    s.times_seen_baseline::float8 as "snoozeTimesSeenBaseline", s.users_seen_baseline as "snoozeUsersSeenBaseline",
    s.actor_id as "snoozeActorId", s.date_added as "snoozeDateAdded",
    x.group_id is not null as resolved, x.type as "resolutionType", x.status as "resolutionStatus",
    x.release_id as "resolutionReleaseId", r.version as "resolutionReleaseVersion",
    x.current_release_version as "resolutionCurrentReleaseVersion",
    x.future_release_version as "resolutionFutureReleaseVersion", x.actor_id as "resolutionActorId",
    l.linked_id as "commitId",
    coalesce(n.is_active, false) as "isSubscribed", n.reason as "subscriptionReason",
    b.user_id is not null as "isBookmarked", v.last_seen as "seenAt", h.uuid as "shareId"
  from unnest($1::bigint[], $2::bigint[]) as wanted (organization_id, id)
  join groups g on g.organization_id = wanted.organization_id and g.id = wanted.id
  join unnest($3::bigint[], $4::bigint[]) as visible (organization_id, project_id)
    on visible.organization_id = g.organization_id and visible.project_id = g.project_id
  join projects p on p.organization_id = g.organization_id and p.id = g.project_id
  left join group_counters c on c.organization_id = g.organization_id and c.group_id = g.id
  left join group_assignees a on a.organization_id = g.organization_id and a.group_id = g.id
  left join users u on u.id = a.user_id
  left join teams t on t.organization_id = a.organization_id and t.id = a.team_id
  left join group_inboxes i on i.organization_id = g.organization_id and i.group_id = g.id
  left join group_snoozes s on s.organization_id = g.organization_id and s.group_id = g.id
  left join group_resolutions x on x.organization_id = g.organization_id and x.group_id = g.id
  left join releases r on r.organization_id = x.organization_id and r.id = x.release_id
  left join lateral (
    select gl.linked_id from group_links gl
    where gl.organization_id = g.organization_id and gl.group_id = g.id and gl.linked_type = 'COMMIT'
      and gl.relationship = 'RESOLVES'
    order by gl.date_added desc, gl.linked_id desc
    limit 1
  ) l on true
  left join group_subscriptions n
    on n.organization_id = g.organization_id and n.group_id = g.id and n.user_id = $5::bigint
  left join group_bookmarks b
    on b.organization_id = g.organization_id and b.group_id = g.id and b.user_id = $5::bigint
  left join group_seens v
    on v.organization_id = g.organization_id and v.group_id = g.id and v.user_id = $5::bigint
  left join group_shares h on h.organization_id = g.organization_id and h.group_id = g.id
  where g.status <> all ($6::text[])`;

function assigneeOf(row: FlatRow): UserRow | TeamRow | null {
  const { organizationId, assignedUserId, assignedTeamId, assigneeName: name } = row;
  const { assigneeSlug: slug, assigneeUsername: username, assigneeEmail: email } = row;
  if (name === null) return null;
  if (assignedTeamId !== null) return slug === null ? null : { organizationId, id: assignedTeamId, slug, name };
  if (assignedUserId === null || username === null || email === null) return null;
  return { id: assignedUserId, name, username, email };
}

function resolutionOf(row: FlatRow): ResolutionRow {
  return {
    releaseVersion: row.resolutionReleaseVersion,
    currentReleaseVersion: row.resolutionCurrentReleaseVersion,
    futureReleaseVersion: row.resolutionFutureReleaseVersion,
    type: row.resolutionType,
    actorId: row.resolutionActorId,
  };
}

function snoozeOf(row: FlatRow): Snooze {
  return {
    until: row.snoozeUntil,
    count: row.snoozeCount,
    window: row.snoozeWindow,
    userCount: row.snoozeUserCount,
    userWindow: row.snoozeUserWindow,
    timesSeenBaseline: row.snoozeTimesSeenBaseline,
    usersSeenBaseline: row.snoozeUsersSeenBaseline,
    actorId: row.snoozeActorId,
    dateAdded: row.snoozeDateAdded,
  };
}
