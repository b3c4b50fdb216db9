import { ImportContents } from '../../domain/import/import-contents';
import { MAX_LINE_PROBLEMS, type LineProblem } from '../../domain/import/line-problem';
import { readLine } from '../../domain/import/read-line';
import { findOrganization } from '../../persistence/read/find-organization';
import type { Executor } from '../../persistence/statement';
import { Rollback, type UnitOfWork } from '../../persistence/unit-of-work';
import { importEvents } from './import-events';
import { importIssues } from './import-issues';
import { importReleases } from './import-releases';
import { findUsernameProblems, linkSetUp, writeSetUp } from './import-set-up';
import { summarize, type ImportSummary } from './imported';
import { findReferences } from './references';

/** A file that is to be brought in. */
export interface ImportFileCommand {
  /** Slug. */
  readonly organization: string;
  /** JSON objects; blank lines are passed over. */
  readonly lines: AsyncIterable<string>;
  /** Told how many lines were read, now and then. */
  readonly onProgress?: (lines: number) => void;
}

/** What was brought in, or the first problems because of which nothing was. */
export type ImportOutcome =
  | { readonly summary: ImportSummary; readonly problems: readonly [] }
  | { readonly summary: null; readonly problems: readonly LineProblem[] };

const PROGRESS_LINES = 1_000;

/** Brings people, teams, projects, releases, commits, issues in any state and events into an organization: a whole file in one transaction, or nothing. */
export class ImportFile {
  constructor(private readonly dependencies: { readonly unitOfWork: UnitOfWork; readonly clock: () => Date }) {}

  /** Reads the whole file before the first write; the number of statements does not depend on the number of lines. */
  async execute({ organization: slug, lines, onProgress }: ImportFileCommand): Promise<ImportOutcome> {
    const { unitOfWork, clock } = this.dependencies;
    const id = await findOrganization(unitOfWork.reader, slug);
    if (id === null) return refused([{ line: null, field: null, message: `There is no organization "${slug}".` }]);
    const contents = new ImportContents();
    const problems = await readLines(contents, lines, onProgress);
    if (problems.length > 0) return refused(problems);
    const now = clock();
    return unitOfWork.transaction<ImportOutcome>(async (tx) => {
      const outcome = await write(tx, { contents, organization: { id, slug }, now });
      return outcome.summary === null ? new Rollback(outcome) : outcome;
    });
  }
}

async function readLines(
  contents: ImportContents,
  lines: AsyncIterable<string>,
  onProgress: ImportFileCommand['onProgress'],
): Promise<readonly LineProblem[]> {
  const problems: LineProblem[] = [];
  let number = 0;
  for await (const source of lines) {
    number += 1;
    if (number % PROGRESS_LINES === 0) onProgress?.(number);
    if (source.trim() === '') continue;
    const read = readLine(source, number);
    problems.push(...read.problems);
    if (read.line !== null) problems.push(...contents.add(read.line, number));
    if (problems.length >= MAX_LINE_PROBLEMS) break;
  }
  return problems;
}

interface Import {
  readonly contents: ImportContents;
  readonly organization: { readonly id: string; readonly slug: string };
  readonly now: Date;
}

async function write(tx: Executor, { contents, organization, now }: Import): Promise<ImportOutcome> {
  const { lines } = contents;
  const organizationId = organization.id;
  const usernames = await findUsernameProblems(tx, lines.user);
  if (usernames.length > 0) return refused(usernames);
  const made = await writeSetUp(tx, organization, lines);
  const { references, problems } = await findReferences(tx, organizationId, lines);
  if (problems.length > 0) return refused(problems);
  const setUp = await linkSetUp(tx, { organizationId, references, made }, lines);
  const context = { organizationId, references, now };
  const releases = await importReleases(tx, context, lines);
  const { issues, problems: mistakes } = await importIssues(tx, context, lines.issue);
  if (issues === null) return refused(mistakes);
  const event = await importEvents(tx, context, lines.event);
  return { summary: summarize({ ...setUp, ...releases, issue: issues, event }), problems: [] };
}

function refused(problems: readonly LineProblem[]): ImportOutcome {
  return { summary: null, problems: [...problems].sort(byLine).slice(0, MAX_LINE_PROBLEMS) };
}

function byLine(a: LineProblem, b: LineProblem): number {
  return (a.line ?? 0) - (b.line ?? 0);
}
