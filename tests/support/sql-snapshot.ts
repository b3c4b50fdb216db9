import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DataSource, Logger } from 'typeorm';

const SOURCE = join(__dirname, '..', '..', 'src', 'persistence');
const SNAPSHOTS = join(__dirname, '..', 'sql');

/** Put together from the conditions of a search, so that there is no one text to keep. */
const COMPOSED = new Set([
  'count-issues',
  'find-issues-priority',
  'select-group-ids',
  'filter-group-ids',
  'freeze-search',
  'read-set-kinds',
  'find-offences',
]);

/**
 * Keeps the text of every labelled statement that a test runs in tests/sql/<label>.sql, so that a review sees it.
 * A text that differs from its file fails the test file; UPDATE_SQL=1 writes it instead. A file that is missing is
 * written, except in continuous integration.
 */
export class SqlSnapshot {
  private readonly texts = new Map<string, string>();
  private readonly problems = new Set<string>();
  private readonly labels = labelsOfSource();

  /** Listens to all that the data source runs from now on. */
  listenTo(dataSource: DataSource): void {
    dataSource.setOptions({ logging: ['query'], logger: loggerOf((query) => this.record(query)) });
  }

  /** Throws where a statement is not the one of its file. */
  check(): void {
    for (const [label, text] of this.texts) this.compare(label, text);
    if (this.problems.size > 0) throw new Error([...this.problems].join('\n\n'));
  }

  private record(query: string): void {
    const match = /^\/\* ([a-z0-9-]+) \*\/ ([\s\S]*)$/.exec(query);
    const [, label = '', body = ''] = match ?? [];
    if (!this.labels.has(label) || COMPOSED.has(label)) return;
    const text = readable(body);
    const earlier = this.texts.get(label) ?? text;
    if (earlier !== text) this.problems.add(`The label ${label} has two texts:\n${earlier}\n${text}`);
    this.texts.set(label, text);
  }

  private compare(label: string, text: string): void {
    const path = join(SNAPSHOTS, `${label}.sql`);
    const stored = existsSync(path) ? readFileSync(path, 'utf8') : null;
    if (stored === text) return;
    const mayWrite = process.env['UPDATE_SQL'] === '1' || (stored === null && !process.env['CI']);
    if (mayWrite) {
      mkdirSync(SNAPSHOTS, { recursive: true });
      writeFileSync(path, text);
      return;
    }
    const reason = stored === null ? 'is missing' : 'differs from what ran';
    this.problems.add(`tests/sql/${label}.sql ${reason}; if it is meant, run the tests with UPDATE_SQL=1:\n${text}`);
  }
}

/** The labels that the product's statements have as constants; tests may label statements of their own. */
function labelsOfSource(): ReadonlySet<string> {
  const files = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  const texts = files.map((file) => readFileSync(join(SOURCE, file), 'utf8'));
  return new Set(
    texts.flatMap((text) => [...text.matchAll(/statement\(\s*'([a-z0-9-]+)'/g)].map(([, label]) => label ?? '')),
  );
}

/** The text without the indentation that all its lines but the first share. */
function readable(text: string): string {
  const [first = '', ...rest] = text.trim().split('\n');
  const indents = rest.filter((line) => line.trim() !== '').map((line) => line.length - line.trimStart().length);
  const shared = Math.min(...indents);
  return `${[first, ...rest.map((line) => line.slice(shared).trimEnd())].join('\n')}\n`;
}

function loggerOf(logQuery: (query: string) => void): Logger {
  const nothing = (): void => undefined;
  return {
    logQuery,
    logQueryError: nothing,
    logQuerySlow: nothing,
    logSchemaBuild: nothing,
    logMigration: nothing,
    log: nothing,
  };
}
