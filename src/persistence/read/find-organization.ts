import { statement, type Executor } from '../statement';

/** The id of the organization with this slug; null where there is none. */
export async function findOrganization(executor: Executor, slug: string): Promise<string | null> {
  const [row] = await executor.rows<{ id: string }>(
    statement('find-organization', 'select id from organizations where slug = $1', [slug]),
  );
  return row?.id ?? null;
}
