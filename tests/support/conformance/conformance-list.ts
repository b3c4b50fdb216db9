import { DECISIONS } from '../../conformance/decisions';
import { ISSUE_CASES } from '../../conformance/issue-cases';
import { RELEASE_CASES } from '../../conformance/release-cases';
import { REMOVAL_CASES } from '../../conformance/removal-cases';
import type { Subject } from '../../conformance/subject';
import { TIME_CASES } from '../../conformance/time-cases';
import { leadingIds, type TestTitle } from './test-titles';

export const CASES: readonly Subject[] = [...ISSUE_CASES, ...RELEASE_CASES, ...REMOVAL_CASES, ...TIME_CASES];
export const SUBJECTS: readonly Subject[] = [...CASES, ...DECISIONS];

/** More would be an excuse. */
export const MOST_NOT_APPLICABLE = 20;

/** Every id of the subjects, as often as it is listed. */
export function idsOf(subjects: readonly Subject[]): readonly string[] {
  return subjects.flatMap(({ cases, notApplicable = {} }) => [...Object.keys(cases), ...Object.keys(notApplicable)]);
}

/** The tests of each id. */
export function testsById(
  titles: readonly TestTitle[],
  subjects: readonly Subject[] = SUBJECTS,
): ReadonlyMap<string, readonly TestTitle[]> {
  const known = new Set(idsOf(subjects));
  const tests = new Map<string, TestTitle[]>();
  for (const title of titles) {
    for (const id of leadingIds(title.title).filter((one) => known.has(one))) {
      tests.set(id, [...(tests.get(id) ?? []), title]);
    }
  }
  return tests;
}

/** What is wrong with the list, the tests being what they are; each fault says what to do. */
export function faultsOf(subjects: readonly Subject[], titles: readonly TestTitle[]): readonly string[] {
  const tests = testsById(titles, subjects);
  return [...subjects.flatMap((subject) => faultsOfSubject(subject, tests)), ...unknownIds(subjects, titles)];
}

function faultsOfSubject(
  { name, later, cases, notApplicable = {} }: Subject,
  tests: ReadonlyMap<string, readonly TestTitle[]>,
): string[] {
  const untested = Object.keys(cases).filter((id) => !tests.has(id));
  const tested = Object.keys(notApplicable).filter((id) => tests.has(id));
  return [
    ...(later === true ? [] : untested.map((id) => `${id}: no test has it in its title`)),
    ...(later === true && untested.length === 0 ? [`${name}: every case has a test, so it is not later any more`] : []),
    ...tested.map((id) => `${id}: a test has it, so it is applicable`),
  ];
}

/** Of a decision anywhere, of a case in the folders of conformance. */
function unknownIds(subjects: readonly Subject[], titles: readonly TestTitle[]): string[] {
  const known = new Set(idsOf(subjects));
  return titles.flatMap(({ file, title }) => {
    const [id] = leadingIds(title);
    const claims = id !== undefined && (/^[A-Z]/.test(id) || file.includes('/conformance/'));
    return claims && !known.has(id) ? [`${file}: "${title}" begins with an id that is not in the list`] : [];
  });
}
