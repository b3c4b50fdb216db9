import { statement, type Executor } from '../statement';

/** Where the issue behind a share link is. */
export interface SharedGroupRow {
  readonly organizationId: string;
  readonly projectId: string;
  readonly id: string;
}

/** Whoever has the link may look, so no organization is asked for. */
export async function findSharedGroup(executor: Executor, shareId: string): Promise<SharedGroupRow | null> {
  const [row] = await executor.rows<SharedGroupRow>(
    statement(
      'find-shared-group',
      `select organization_id as "organizationId", project_id as "projectId", group_id as id
       from group_shares where uuid = $1`,
      [shareId],
    ),
  );
  return row ?? null;
}
