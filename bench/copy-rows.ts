import type { Client, Submittable } from 'pg';

/** What of the driver's connection copying needs; its types leave it out. */
interface CopyConnection {
  query(text: string): void;
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
}

/** COPY over the wire: all bytes of a table at once, out or in. */
class Copy implements Submittable {
  private readonly chunks: Buffer[] = [];
  private resolve: (bytes: Buffer) => void = () => undefined;
  private reject: (error: Error) => void = () => undefined;
  readonly done = new Promise<Buffer>((resolve, reject) => {
    this.resolve = resolve;
    this.reject = reject;
  });

  constructor(
    private readonly text: string,
    private readonly bytes: Buffer = Buffer.alloc(0),
  ) {}

  submit(connection: unknown): void {
    (connection as CopyConnection).query(this.text);
  }

  handleCopyInResponse(connection: CopyConnection): void {
    connection.sendCopyFromChunk(this.bytes);
    connection.endCopyFrom();
  }

  handleCopyData({ chunk }: { readonly chunk: Buffer }): void {
    this.chunks.push(Buffer.from(chunk));
  }

  handleCommandComplete(): void {
    // What counts is that the server is ready again.
  }

  handleReadyForQuery(): void {
    this.resolve(Buffer.concat(this.chunks));
  }

  handleError(error: Error): void {
    this.reject(error);
  }
}

/** The rows of a table as COPY writes them. */
export interface CopiedTable {
  readonly name: string;
  readonly columns: string;
  readonly rows: Buffer;
}

/** Reads an organization's rows of every table in which it has any. */
export async function copyOut(client: Client, organizationId: string): Promise<readonly CopiedTable[]> {
  const { rows: shapes } = await client.query<{ name: string; columns: string }>(TABLES);
  const tables: CopiedTable[] = [];
  for (const { name, columns } of shapes) {
    const source = `select ${columns} from ${name} where organization_id = ${Number(organizationId)}`;
    const rows = await run(client, new Copy(`copy (${source}) to stdout`));
    if (rows.length > 0) tables.push({ name, columns, rows });
  }
  return tables;
}

/** Writes them in one transaction, a COPY a table; the milliseconds that it took. */
export async function copyIn(client: Client, tables: readonly CopiedTable[]): Promise<number> {
  const since = performance.now();
  await client.query('begin');
  for (const { name, columns, rows } of tables) {
    await run(client, new Copy(`copy ${name} (${columns}) from stdin`, rows));
  }
  await client.query('commit');
  return performance.now() - since;
}

function run(client: Client, copy: Copy): Promise<Buffer> {
  client.query(copy);
  return copy.done;
}

/** Tables with an organization and no partition of another, in the order in which they were made: references come after what they name. */
const TABLES = `
  select c.oid::regclass::text as name,
    string_agg(quote_ident(a.attname), ', ' order by a.attnum) as columns
  from pg_class c
  join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
    and exists (select from pg_attribute o where o.attrelid = c.oid and o.attname = 'organization_id')
  group by c.oid
  order by c.oid`;
