import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { DECISIONS } from '../conformance/decisions';
import { conformanceDocument } from '../support/conformance/conformance-document';
import { CASES, faultsOf, idsOf, MOST_NOT_APPLICABLE, SUBJECTS } from '../support/conformance/conformance-list';
import { leadingIds, testTitles, titlesIn } from '../support/conformance/test-titles';

const ROOT = join(__dirname, '..', '..');
const DOCUMENT = join(ROOT, 'docs', 'conformance.md');
const SPEC = join(ROOT, '..', 'shared', 'spec');

const titles = testTitles();

describe('the list of cases and decisions', () => {
  it('has a test or a reason for every id, and every test a known id', () => {
    expect(faultsOf(SUBJECTS, titles)).toEqual([]);
  });

  it('names each id once, and few that are not applicable', () => {
    const ids = idsOf(SUBJECTS);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
    const without = SUBJECTS.flatMap(({ notApplicable = {} }) => Object.keys(notApplicable));
    expect(without.length).toBeLessThanOrEqual(MOST_NOT_APPLICABLE);
  });

  it('is the one of docs/conformance.md', () => {
    const document = conformanceDocument(titles);
    if (process.env['UPDATE_CONFORMANCE'] === '1') writeFileSync(DOCUMENT, document);
    expect(document).toBe(readFileSync(DOCUMENT, 'utf8'));
  });
});

/** Compared where the pages lie that the list was made from. */
if (existsSync(SPEC)) {
  const idsIn = (file: string, id: RegExp): string[] =>
    [...readFileSync(join(SPEC, file), 'utf8').matchAll(id)].map(([, found = '']) => found).sort();

  test('the list is whole', () => {
    expect([...idsOf(CASES)].sort()).toEqual(idsIn('conformance-cases.yaml', /^- id: (\S+)/gm));
    expect([...idsOf(DECISIONS)].sort()).toEqual(idsIn('decisions.md', /^([A-Z]\d+)\. /gm));
  });
} else {
  console.log(`left out: is the list of conformance whole (there is no ${SPEC})`);
}

describe('the faults of a list', () => {
  const titlesOf = (text: string): readonly string[] =>
    titlesIn(ts.createSourceFile('x.ts', text, ts.ScriptTarget.ES2022, true));
  const inFile = (...texts: readonly string[]) =>
    texts.map((title) => ({ file: 'tests/unit/conformance/x.test.ts', title }));
  const subject = { name: 'Inbox', cases: { 'inbox-add': 'x', S1: 'y' } };

  it('titles are read from calls and from the rows of tables', () => {
    expect(
      titlesOf("describe('T1: a', () => { it(`inbox-add`, f); test.each(rows)('%s is', f); each('no'); });"),
    ).toEqual(['T1: a', 'inbox-add', '%s is']);
    expect(titlesOf("const rows = [['a-b', 1], ['c-d', 2]] as const; it.each(rows)('%s is', f);")).toEqual([
      'a-b is',
      'c-d is',
    ]);
    expect(titlesOf("it.each<X>([{ id: 'a-b', n: 1 }, { n: 2, id: 'c-d' }])('$id', f);")).toEqual(['a-b', 'c-d']);
    expect(titlesOf("it.each([1, 2])('S1 of %i', f); it('don\\'t', f)")).toEqual(['S1 of %i', "don't"]);
  });

  it('ids stand at the beginning', () => {
    const ids = ['T3, T4 how', 'A2 I1 a server', 'inbox-add and inbox-set: x', 'the T1', 'O1–O4 all', 'a b', 'S1'].map(
      leadingIds,
    );
    expect(ids).toEqual([['T3', 'T4'], ['A2', 'I1'], ['inbox-add', 'inbox-set'], [], [], [], ['S1']]);
  });

  it('a missing test, an unknown id, a reason that is none', () => {
    expect(faultsOf([subject], inFile('S1 a', 'inbox-add: b'))).toEqual([]);
    expect(faultsOf([subject], inFile('S1 a'))).toEqual(['inbox-add: no test has it in its title']);
    expect(faultsOf([{ ...subject, later: true }], inFile('S1 a'))).toEqual([]);
    expect(faultsOf([{ ...subject, later: true }], inFile('S1 a', 'inbox-add'))).toHaveLength(1);
    expect(faultsOf([subject], inFile('S1 a', 'inbox-add', 'inbox-ad', 'S99 x'))).toHaveLength(2);
    const gone = { 'inbox-set-and-clear': { title: 'x', without: 'inbox' } };
    expect(
      faultsOf([{ ...subject, notApplicable: gone }], inFile('S1', 'inbox-add', 'inbox-set-and-clear')),
    ).toHaveLength(1);
  });
});
