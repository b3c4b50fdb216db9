import type { MemberRole } from '../../domain/access';
import type { ChildRow, PageRequest } from '../../domain/page';
import { statement, type Executor } from '../statement';
import type { CountRow } from './count-row';

/** A membership; `parentId` is the organization's id. */
export interface MemberRow extends ChildRow {
  readonly id: string;
  readonly userId: string;
  readonly role: MemberRole;
  readonly active: boolean;
}

/** A page of the members of each organization with one row more, in id order. */
export function readMemberPages(
  executor: Executor,
  organizationIds: readonly string[],
  { first, after }: PageRequest,
): Promise<MemberRow[]> {
  return executor.rows<MemberRow>(
    statement(
      'read-member-pages',
      `select wanted.organization_id as "parentId", m.id, m.user_id as "userId", m.role, m.active
       from unnest($1::bigint[]) as wanted (organization_id)
       cross join lateral (
         select * from organization_members o
         where o.organization_id = wanted.organization_id and ($2::bigint is null or o.id > $2)
         order by o.id
         limit $3
       ) m
       order by wanted.organization_id, m.id`,
      [organizationIds, after, first + 1],
    ),
  );
}

export function countMembers(executor: Executor, organizationIds: readonly string[]): Promise<CountRow[]> {
  return executor.rows<CountRow>(
    statement(
      'count-members',
      `select organization_id as "parentId", count(*)::integer as count
       from organization_members where organization_id = any ($1::bigint[]) group by organization_id`,
      [organizationIds],
    ),
  );
}
