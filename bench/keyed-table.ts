import type { Client } from 'pg';
import { arrayText } from './row-parameters';
import type { TableChanges } from './table-changes';

/** The rows that a call writes, each with all its bytes, as one parameter. */
export function keyedContents(changes: readonly TableChanges[]): string {
  const rows = changes.flatMap(({ deleted, updated, inserted }) => [...deleted, ...updated, ...inserted]);
  return arrayText(rows.map((row) => row.join('\t')));
}

export async function createKeyedTable(client: Client): Promise<void> {
  await client.query('create table keyed (id bigint primary key, content text not null)');
}

/** As many rows of as many bytes as the call writes, into one table with a key and no other index. */
export async function writeKeyed(client: Client, contents: string): Promise<void> {
  await client.query(
    `insert into keyed (id, content)
     select n.id, n.content from unnest($1::text[]) with ordinality n (content, id)`,
    [contents],
  );
}
