import { statement, type Executor } from '../../statement';

/** A value that a tag of an issue's events had; one row each. */
export interface TagValue {
  readonly organizationId: string;
  readonly groupId: string;
  readonly key: string;
  readonly value: string;
}

/** How many values an issue keeps: those that came first. */
export interface TagLimits {
  readonly ofKey: number;
  readonly ofIssue: number;
}

/** What an issue has already costs one look-up and no write, so a busy issue soon writes nothing here. */
const KEEP_TAG_VALUES = `
  with new as (
    select * from unnest($1::bigint[], $2::bigint[], $3::text[], $4::text[])
      as met (organization_id, group_id, key, value)
    where not exists (
      select from group_tag_values kept
      where kept.organization_id = met.organization_id and kept.group_id = met.group_id and kept.key = met.key
        and kept.value = met.value)
  ), kept_of_key as (
    select kept.organization_id, kept.group_id, kept.key, count(*) as amount
    from (select distinct organization_id, group_id from new) issue
    join group_tag_values kept on kept.organization_id = issue.organization_id and kept.group_id = issue.group_id
    group by kept.organization_id, kept.group_id, kept.key
  ), kept_of_issue as (
    select organization_id, group_id, sum(amount) as amount from kept_of_key group by organization_id, group_id
  ), placed as (
    select new.*,
      coalesce(kept_of_key.amount, 0)
        + row_number() over (partition by organization_id, group_id, key order by value) as of_key,
      coalesce(kept_of_issue.amount, 0)
        + row_number() over (partition by organization_id, group_id order by key, value) as of_issue
    from new
    left join kept_of_key using (organization_id, group_id, key)
    left join kept_of_issue using (organization_id, group_id)
  )
  insert into group_tag_values (organization_id, group_id, key, value)
  select organization_id, group_id, key, value from placed where of_key <= $5 and of_issue <= $6
  order by organization_id, group_id, key, value
  on conflict (organization_id, group_id, key, value) do nothing`;

/** Keeps what searches by tags find. Batches with events of one issue take turns here, since both hold its counters. */
export async function keepTagValues(tx: Executor, met: readonly TagValue[], limits: TagLimits): Promise<void> {
  await tx.rows(
    statement('keep-tag-values', KEEP_TAG_VALUES, [
      met.map(({ organizationId }) => organizationId),
      met.map(({ groupId }) => groupId),
      met.map(({ key }) => key),
      met.map(({ value }) => value),
      limits.ofKey,
      limits.ofIssue,
    ]),
  );
}
