import { createReadStream } from 'node:fs';
import { access } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { ImportFile } from '../application/import/import-file.handler';
import type { ImportSummary } from '../application/import/imported';
import { openDatabase } from '../bootstrap/database';
import { sentenceOfProblem } from '../domain/import/line-problem';
import { defineCommand } from './command';

const DESCRIPTION = `Brings people, teams, projects, releases, commits, issues in any state and events into an organization that exists. The
file holds one JSON object a line: its member "kind" is user, team, project, release, commit, issue or event. A dash reads
standard input.

All lines are checked before the first is written, and they are written together or not at all. What exists is changed to
what its line says, where the line says anything: people are found by address, teams and projects by slug, releases by
version, issues by their fingerprints, and an event that names one of these fingerprints lands in the issue. Counters
never fall, and events that are known are left out, so a second import of a file changes nothing.`;

/** Brings in the lines of a file. */
export const importCommand = defineCommand({
  name: 'import',
  summary: 'Bring issues in any state into an organization.',
  description: DESCRIPTION,
  options: {
    file: {
      type: 'string',
      placeholder: 'FILE.ndjson',
      required: true,
      positional: true,
      description: 'The file, or - for standard input.',
    },
    org: { type: 'string', placeholder: 'SLUG', required: true, description: 'The organization.' },
    json: { type: 'boolean', description: 'Print one JSON object: created and updated by kind, ids by name.' },
  },
  async run({ file, org, json }, { environment, print, remark }) {
    if (file !== '-') await access(file);
    const database = await openDatabase(environment, { applicationName: 'muster-import' });
    const { unitOfWork } = database;
    const onProgress = process.stderr.isTTY ? { onProgress: showProgress } : {};
    const { summary, problems } = await new ImportFile({ unitOfWork, clock: () => new Date() })
      .execute({ organization: org, lines: linesOf(file), ...onProgress })
      .finally(() => database.close());
    if (summary === null) {
      throw new Error(['Nothing was imported.', ...problems.map(sentenceOfProblem)].join('\n'));
    }
    if (json) return print(JSON.stringify(summary));
    for (const line of tableOf(summary)) print(line);
    remark('Done.');
  },
});

/** Opened when the first line is asked for: what the interface reads before is lost. */
async function* linesOf(file: string): AsyncIterable<string> {
  const input = file === '-' ? process.stdin : createReadStream(file);
  yield* createInterface({ input, crlfDelay: Infinity });
}

function showProgress(lines: number): void {
  process.stderr.write(`\r${lines} lines`);
}

function tableOf({ created, updated }: ImportSummary): readonly string[] {
  const kinds = Object.keys(created) as (keyof typeof created)[];
  return kinds.map((kind) => `${kind.padEnd(8)} ${created[kind]} created, ${updated[kind]} updated`);
}
