import { statement, type Executor } from '../../statement';

/** A stretch of an organization's issues, and how much of their old counts one statement deletes. */
export interface OldCounts {
  readonly organizationId: string;
  /** The id with which it begins. */
  readonly from: string;
  /** Counts of hours before this moment are old. */
  readonly before: Date;
  /** Of issues that are looked at, and of rows that are deleted. */
  readonly limit: number;
}

/** What went, and the id with which the next stretch begins; null: there are no more issues. */
export interface DeletedCounts {
  readonly deleted: number;
  readonly next: string | null;
}

/**
 * Deletes counts of clock hours of a stretch of issues. Their key begins with the issue, so each issue costs one look at
 * its oldest hours; read as a whole, the table of three months would be gone through every night for the rows of one day.
 */
export async function deleteOldHourlyCounts(
  tx: Executor,
  { organizationId, from, before, limit }: OldCounts,
): Promise<DeletedCounts> {
  const [row] = await tx.rows<{ deleted: number; lastIssue: string | null; lastDeleted: string | null }>(
    statement('delete-old-hourly-counts', DELETE, [organizationId, from, before, limit]),
  );
  const { deleted = 0, lastIssue = null, lastDeleted = null } = row ?? {};
  if (deleted >= limit) return { deleted, next: lastDeleted };
  return { deleted, next: lastIssue === null ? null : String(BigInt(lastIssue) + 1n) };
}

const DELETE = `
  with stretch as (
    select id from groups where organization_id = $1 and id >= $2 order by id limit $4
  ), old as (
    select stretch.id as group_id, counted.hour
    from stretch
    cross join lateral (
      select h.hour from group_hourly_counts h
      where h.organization_id = $1 and h.group_id = stretch.id and h.hour < $3
      order by h.hour limit $4
    ) counted
    order by stretch.id, counted.hour
    limit $4
  ), gone as (
    delete from group_hourly_counts c using old
    where c.organization_id = $1 and c.group_id = old.group_id and c.hour = old.hour
  )
  select (select count(*)::integer from old) as deleted, (select max(id) from stretch) as "lastIssue",
    (select max(group_id) from old) as "lastDeleted"`;
