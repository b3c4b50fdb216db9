import type { SubscriptionReason } from '../../../domain/group';
import { statement, type Executor } from '../../statement';

/** A person's mark on an issue. */
export interface ImportedMark {
  readonly groupId: string;
  readonly projectId: string;
  readonly userId: string;
}

export interface ImportedSubscription extends ImportedMark {
  readonly active: boolean;
  readonly reason: SubscriptionReason;
}

export interface ImportedSeen extends ImportedMark {
  readonly at: Date;
}

export interface ImportedNote extends ImportedMark {
  readonly text: string;
  /** null: whenever an equal note was written, else now. */
  readonly at: Date | null;
}

/** Where marks are written, and when. */
export interface MarkContext {
  readonly organizationId: string;
  readonly now: Date;
}

/** Bookmarks issues; answers the ids of those that were not. */
export function insertImportedBookmarks(
  tx: Executor,
  marks: readonly ImportedMark[],
  { organizationId, now }: MarkContext,
): Promise<readonly string[]> {
  const text = `insert into group_bookmarks (organization_id, group_id, project_id, user_id, date_added)
    select $1, group_id, project_id, user_id, $5
    from unnest($2::bigint[], $3::bigint[], $4::bigint[]) n (group_id, project_id, user_id)
    on conflict do nothing returning group_id as id`;
  return ids(tx, statement('insert-imported-bookmarks', text, [organizationId, ...keys(marks), now]));
}

/** Subscribes people, or ends that; answers the ids of the issues with a subscription that changed. */
export function writeImportedSubscriptions(
  tx: Executor,
  marks: readonly ImportedSubscription[],
  { organizationId, now }: MarkContext,
): Promise<readonly string[]> {
  const text = `insert into group_subscriptions
      (organization_id, group_id, project_id, user_id, is_active, reason, date_added)
    select $1, group_id, project_id, user_id, is_active, reason, $7
    from unnest($2::bigint[], $3::bigint[], $4::bigint[], $5::boolean[], $6::text[])
      n (group_id, project_id, user_id, is_active, reason)
    on conflict (organization_id, group_id, user_id) do update
      set is_active = excluded.is_active, reason = excluded.reason
      where (group_subscriptions.is_active, group_subscriptions.reason) is distinct from
        (excluded.is_active, excluded.reason)
    returning group_id as id`;
  const values = [marks.map(({ active }) => active), marks.map(({ reason }) => reason)];
  return ids(tx, statement('write-imported-subscriptions', text, [organizationId, ...keys(marks), ...values, now]));
}

/** Notes when people looked at issues, if later than known; answers the ids of the issues with a mark that moved. */
export function writeImportedSeens(
  tx: Executor,
  marks: readonly ImportedSeen[],
  { organizationId }: MarkContext,
): Promise<readonly string[]> {
  const text = `insert into group_seens (organization_id, group_id, project_id, user_id, last_seen)
    select $1, group_id, project_id, user_id, last_seen
    from unnest($2::bigint[], $3::bigint[], $4::bigint[], $5::timestamptz[])
      n (group_id, project_id, user_id, last_seen)
    on conflict (organization_id, group_id, user_id) do update set last_seen = excluded.last_seen
      where group_seens.last_seen < excluded.last_seen
    returning group_id as id`;
  const at = marks.map((mark) => mark.at);
  return ids(tx, statement('write-imported-seens', text, [organizationId, ...keys(marks), at]));
}

/** Writes notes into feeds, those left out that are there already; answers the ids of the issues that got one. */
export function insertImportedNotes(
  tx: Executor,
  notes: readonly ImportedNote[],
  { organizationId, now }: MarkContext,
): Promise<readonly string[]> {
  const text = `insert into activities (organization_id, group_id, project_id, type, user_id, data, datetime)
    select $1, n.group_id, n.project_id, 'NOTE', n.user_id, jsonb_build_object('text', n.text), coalesce(n.at, $7)
    from unnest($2::bigint[], $3::bigint[], $4::bigint[], $5::text[], $6::timestamptz[]) with ordinality
      n (group_id, project_id, user_id, text, at, place)
    where not exists (
      select from activities a
      where a.organization_id = $1 and a.group_id = n.group_id and a.type = 'NOTE' and a.user_id = n.user_id
        and a.data ->> 'text' = n.text and a.datetime = coalesce(n.at, a.datetime))
    order by n.at nulls last, n.place
    returning group_id as id`;
  const values = [notes.map((note) => note.text), notes.map(({ at }) => at)];
  return ids(tx, statement('insert-imported-notes', text, [organizationId, ...keys(notes), ...values, now]));
}

function keys(marks: readonly ImportedMark[]): readonly (readonly string[])[] {
  return [
    marks.map(({ groupId }) => groupId),
    marks.map(({ projectId }) => projectId),
    marks.map(({ userId }) => userId),
  ];
}

async function ids(tx: Executor, write: Parameters<Executor['rows']>[0]): Promise<readonly string[]> {
  return (await tx.rows<{ id: string }>(write)).map(({ id }) => id);
}
