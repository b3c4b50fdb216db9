import type { Client } from 'pg';

/** What one transaction of an operation settled. */
export interface Chunk {
  readonly organizationId: string;
  readonly operationId: string;
  /** The transaction. */
  readonly xid: string;
  /** The places of its issues in the selection, both included. */
  readonly first: number;
  readonly last: number;
  readonly issueIds: readonly string[];
}

/** The chunks in which an operation was committed, in the order of the selection: each wrote the outcomes of its issues. */
export async function readChunks(
  client: Client,
  organizationId: string,
  operationId: string,
): Promise<readonly Chunk[]> {
  const { rows } = await client.query<Omit<Chunk, 'organizationId' | 'operationId'>>(
    `select xmin::text as xid, min(ordinal) as first, max(ordinal) as last,
       array_agg(group_id::text order by ordinal) as "issueIds"
     from bulk_operation_outcomes where organization_id = $1 and operation_id = $2
     group by xmin::text order by min(ordinal)`,
    [organizationId, operationId],
  );
  return rows.map((row) => ({ organizationId, operationId, ...row }));
}
