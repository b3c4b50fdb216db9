import { statement, type Executor } from '../statement';

export interface OrganizationRow {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly openMembership: boolean;
  readonly createdAt: Date;
}

export function readOrganizations(executor: Executor, ids: readonly string[]): Promise<OrganizationRow[]> {
  return executor.rows<OrganizationRow>(
    statement(
      'read-organizations',
      `select id, slug, name, open_membership as "openMembership", created_at as "createdAt"
       from organizations where id = any ($1::bigint[])`,
      [ids],
    ),
  );
}
