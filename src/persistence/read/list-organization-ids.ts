import { statement, type Executor } from '../statement';

/** Every organization, in the order of ids. */
export async function listOrganizationIds(executor: Executor): Promise<readonly string[]> {
  return idsOf(await executor.rows(statement('list-organization-ids', 'select id from organizations order by id')));
}

/** The organizations where the moment of a snooze has come. */
export async function findOrganizationsWithExpiredSnoozes(executor: Executor, now: Date): Promise<readonly string[]> {
  return idsOf(
    await executor.rows(
      statement(
        'find-organizations-with-expired-snoozes',
        `select o.id from organizations o
         where exists (select from group_snoozes s where s.organization_id = o.id and s.until <= $1)
         order by o.id`,
        [now],
      ),
    ),
  );
}

/** The organizations with a project that resolves quiet issues by age. */
export async function findOrganizationsWithResolveAges(executor: Executor): Promise<readonly string[]> {
  return idsOf(
    await executor.rows(
      statement(
        'find-organizations-with-resolve-ages',
        `select o.id from organizations o
         where exists (select from projects p where p.organization_id = o.id and p.resolve_age is not null)
         order by o.id`,
      ),
    ),
  );
}

function idsOf(rows: readonly { readonly id: string }[]): readonly string[] {
  return rows.map(({ id }) => id);
}
