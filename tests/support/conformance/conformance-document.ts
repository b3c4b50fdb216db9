import { basename } from 'node:path';
import type { Subject } from '../../conformance/subject';
import { CASES, idsOf, SUBJECTS, testsById } from './conformance-list';
import { DECISIONS } from '../../conformance/decisions';
import type { TestTitle } from './test-titles';

/** Titles shown of one file; that there are others is said, not how many, so that the page seldom changes. */
const SHOWN = 2;

type Tests = ReadonlyMap<string, readonly TestTitle[]>;

/** docs/conformance.md, from the list and the tests. */
export function conformanceDocument(titles: readonly TestTitle[]): string {
  const tests = testsById(titles);
  const sections = (subjects: readonly Subject[]): string =>
    subjects.map((subject) => section(subject, tests)).join('\n\n');
  return `# Conformance

What a bulk change of issues does is settled by cases, each a given, a call and what is to be seen afterwards, and by decisions, which win where a case says otherwise. The title of a test begins with the id of what it tests. This page is generated from the list in \`tests/conformance\` and the titles of the tests; \`tests/architecture/conformance.test.ts\` fails where an id has no test and no reason, or where this page differs, and \`npm run docs:conformance\` rewrites it.

${counts(tests)}

## Cases

${sections(CASES)}

## Decisions

${sections(DECISIONS)}
`;
}

function counts(tests: Tests): string {
  const all = idsOf(SUBJECTS);
  const tested = all.filter((id) => tests.has(id)).length;
  const without = SUBJECTS.flatMap(({ notApplicable = {} }) => Object.keys(notApplicable)).length;
  const later = all.length - tested - without;
  return `${String(all.length)} ids: ${String(tested)} tested, ${String(later)} later, ${String(without)} not applicable.`;
}

function section({ name, cases, notApplicable = {} }: Subject, tests: Tests): string {
  const lines = [
    ...Object.entries(cases).map(
      ([id, title]) => `- \`${id}\`: ${title}. ${whereTested(id, tests) ?? '**Later**, with its subject.'}`,
    ),
    ...Object.entries(notApplicable).map(
      ([id, { title, without }]) => `- \`${id}\`: ${title}. **Not applicable**: Muster has no ${without}.`,
    ),
  ];
  return `### ${name}\n\n${lines.join('\n')}`;
}

function whereTested(id: string, tests: Tests): string | undefined {
  const found = tests.get(id);
  if (found === undefined) return undefined;
  const files = [...new Set(found.map(({ file }) => file))];
  return files
    .map(
      (file) =>
        `${link(file)}${quoted(
          id,
          found.filter((one) => one.file === file),
        )}`,
    )
    .join(' ');
}

function link(file: string): string {
  return `[${basename(file)}](../${file})`;
}

/** What the titles say besides the id. */
function quoted(id: string, tests: readonly TestTitle[]): string {
  const titles = [...new Set(tests.map(({ title }) => title))].filter((title) => title !== id);
  const shown = titles.slice(0, SHOWN).map((title) => ` \`${title.replaceAll('`', "'")}\``);
  const more = titles.length > SHOWN ? ' and others' : '';
  return `${shown.join(',')}${more}.`;
}
