import { statement, type Executor } from '../statement';

export interface ProjectOfKey {
  readonly organizationId: string;
  readonly projectId: string;
}

/** The project that a DSN's key opens; null where the key is unknown or was switched off. */
export async function findProjectOfKey(reader: Executor, publicKey: string): Promise<ProjectOfKey | null> {
  const [row] = await reader.rows<ProjectOfKey>(
    statement(
      'find-project-of-key',
      `select organization_id as "organizationId", project_id as "projectId"
       from project_keys where public_key = $1 and active`,
      [publicKey],
    ),
  );
  return row ?? null;
}
