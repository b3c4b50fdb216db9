import type { Queryable } from '../build/insert-rows';

/** Words that stand for the inside of the server. */
export type Innards = readonly RegExp[];

const FIXED: Innards = [
  /\bselect\b.+\bfrom\b/i,
  /\binsert into\b|\bupdate \w+ set\b|\bdelete from\b|\bdrop table\b/i,
  /sqlstate|syntax error at or near|violates|invalid input syntax|does not exist\b(?! in )|out of range/i,
  /queryfailed|typeorm|type-graphql|postgres|node_modules|unhandled/i,
  /\bat [\w.<>]+ \(|\.[jt]s:\d/,
];

/** The fixed words, and the names of all tables and of all columns that are more than one word. */
export async function readInnards(database: Queryable): Promise<Innards> {
  const names = await database.query<{ name: string }>(
    `select distinct name from (
       select table_name as name from information_schema.tables where table_schema = 'public'
       union select column_name from information_schema.columns where table_schema = 'public'
     ) names where name like '%\\_%'`,
  );
  return [...FIXED, new RegExp(`\\b(${names.map(({ name }) => name).join('|')})\\b`), new RegExp(process.cwd())];
}

/** What an answer tells of the inside; what the caller wrote may come back. */
export function innardsOf(text: string, { innards, except }: { innards: Innards; except: string }): string[] {
  return innards.flatMap((word) => word.exec(text)?.[0] ?? []).filter((found) => !except.includes(found));
}
