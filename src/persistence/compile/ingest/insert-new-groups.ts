import type { GroupLevel, GroupPriority } from '../../../domain/group';
import { statement, type Executor } from '../../statement';
import { TELL_OF_INSERTED } from '../tell-of-messages';

/** An issue as its first event makes it. */
export interface NewGroup {
  readonly organizationId: string;
  readonly id: string;
  readonly projectId: string;
  readonly shortId: number;
  readonly title: string;
  readonly culprit: string;
  readonly message: string | null;
  readonly level: GroupLevel;
  readonly platform: string | null;
  readonly priority: GroupPriority;
  readonly firstSeen: Date;
  readonly firstReleaseId: string | null;
}

/** Inserts issues as UNRESOLVED and NEW. */
export async function insertNewGroups(tx: Executor, groups: readonly NewGroup[], now: Date): Promise<void> {
  await tx.rows(
    statement(
      'insert-new-groups',
      `insert into groups (organization_id, id, project_id, short_id, title, culprit, message, level, platform,
         status, substatus, priority, initial_priority, first_seen, active_at, changed_at, first_release_id)
       select organization_id, id, project_id, short_id, title, culprit, message, level, platform,
         'UNRESOLVED', 'NEW', priority, priority, first_seen, first_seen, $12, first_release_id
       from unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::bigint[], $5::text[], $6::text[], $7::text[],
         $8::text[], $9::text[], $10::text[], $11::timestamptz[], $13::bigint[])
         as new (organization_id, id, project_id, short_id, title, culprit, message, level, platform, priority,
           first_seen, first_release_id)`,
      [
        groups.map(({ organizationId }) => organizationId),
        groups.map(({ id }) => id),
        groups.map(({ projectId }) => projectId),
        groups.map(({ shortId }) => shortId),
        groups.map(({ title }) => title),
        groups.map(({ culprit }) => culprit),
        groups.map(({ message }) => message),
        groups.map(({ level }) => level),
        groups.map(({ platform }) => platform),
        groups.map(({ priority }) => priority),
        groups.map(({ firstSeen }) => firstSeen),
        now,
        groups.map(({ firstReleaseId }) => firstReleaseId),
      ],
    ),
  );
}

/** Puts new issues into the inbox and opens their first period. */
export async function openNewGroups(tx: Executor, groups: readonly NewGroup[], now: Date): Promise<void> {
  await tx.rows(
    statement(
      'open-new-groups',
      `with new as (
         select * from unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::timestamptz[])
           as given (organization_id, group_id, project_id, first_seen)
       ), entered as (
         insert into group_inboxes (organization_id, group_id, project_id, reason, date_added)
         select organization_id, group_id, project_id, 'NEW', $5 from new
       )
       insert into group_open_periods (organization_id, group_id, project_id, date_started)
       select organization_id, group_id, project_id, first_seen from new`,
      [
        groups.map(({ organizationId }) => organizationId),
        groups.map(({ id }) => id),
        groups.map(({ projectId }) => projectId),
        groups.map(({ firstSeen }) => firstSeen),
        now,
      ],
    ),
  );
}

/** One outbox message `issue.created` for each organization that has new issues. */
export async function announceNewGroups(tx: Executor, groups: readonly NewGroup[], now: Date): Promise<void> {
  await tx.rows(
    statement(
      'announce-new-groups',
      `with inserted as (
         insert into outbox_messages (organization_id, type, group_ids, data, created_at)
         select organization_id, 'issue.created', array_agg(id order by id), '{}', $3
         from unnest($1::bigint[], $2::bigint[]) as new (organization_id, id)
         group by organization_id
         returning organization_id, id
       )
       ${TELL_OF_INSERTED}`,
      [groups.map(({ organizationId }) => organizationId), groups.map(({ id }) => id), now],
    ),
  );
}
