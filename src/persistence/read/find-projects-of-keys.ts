import { statement, type Executor } from '../statement';

export interface ProjectOfKey {
  readonly organizationId: string;
  readonly projectId: string;
}

/** The projects that DSNs' keys open, by key; one that is unknown or was switched off is missing. */
export async function findProjectsOfKeys(
  reader: Executor,
  publicKeys: readonly string[],
): Promise<ReadonlyMap<string, ProjectOfKey>> {
  const rows = await reader.rows<ProjectOfKey & { readonly publicKey: string }>(
    statement(
      'find-projects-of-keys',
      `select public_key as "publicKey", organization_id as "organizationId", project_id as "projectId"
       from project_keys where public_key = any($1::text[]) and active`,
      [publicKeys],
    ),
  );
  return new Map(rows.map(({ publicKey, organizationId, projectId }) => [publicKey, { organizationId, projectId }]));
}
