import type { MergePlan } from '../../../../src/domain/attributes/merge/merge-plan';
import { MergeStrategy } from '../../../../src/domain/attributes/merge/merge.strategy';
import type { SetOfIssues } from '../../../../src/domain/attributes/strategy';
import type { IssueState } from '../../../../src/domain/state/issue-state';
import { accepted, ago, issueState, logLines, scope } from '../../../support/build/state';

const merge = new MergeStrategy();

function setOf(...issues: readonly IssueState[]): SetOfIssues {
  return { issues, candidates: issues, mergeEventLimit: 0 };
}

const first = issueState({ id: '9', firstSeen: ago(50) });
const second = issueState({ id: '10', firstSeen: ago(40) });
const third = issueState({ id: '11', firstSeen: ago(50), timesSeen: 9 });

describe('the set', () => {
  const PARENTS: readonly (readonly [string, readonly IssueState[], MergePlan])[] = [
    ['seen first', [second, first], { parentId: '9', childIds: ['10'] }],
    ['of equals seen more often', [first, second, third], { parentId: '11', childIds: ['9', '10'] }],
    [
      'of those with the lower id, as a number',
      [issueState({ id: '10' }), issueState({ id: '9' })],
      { parentId: '9', childIds: ['10'] },
    ],
  ];
  it.each(PARENTS)('has the parent that was %s', (_, issues, plan) => {
    const { facts, isDeferred } = merge.settle({ into: null }, setOf(...issues));
    expect(facts).toMatchObject({ plan });
    expect(isDeferred).toBe(true);
  });

  it('takes the parent that is named, if nothing keeps it out', () => {
    const named = { into: '10' };
    expect(merge.settle(named, setOf(first, second)).facts).toMatchObject({
      plan: { parentId: '10', childIds: ['9'] },
    });
    const keptOut = { ...setOf(first, second, third), candidates: [first, third] };
    expect(merge.settle(named, keptOut)).toMatchObject({ problems: [], facts: { plan: null }, isDeferred: false });
  });

  it('leaves out what cannot be merged, and is nothing with fewer than two', () => {
    const slow = issueState({ id: '12', firstSeen: ago(90), category: 'PERFORMANCE' });
    expect(merge.settle({ into: null }, setOf(slow, first, second)).facts).toMatchObject({ plan: { parentId: '9' } });
    expect(merge.settle({ into: null }, setOf(slow, first)).facts).toMatchObject({ plan: null });
    const limited = { ...setOf(first, second, third), mergeEventLimit: 8 };
    expect(merge.settle({ into: null }, limited).facts).toMatchObject({ plan: { parentId: '9', childIds: ['10'] } });
  });

  it('is of one project, and holds the issue that is named', () => {
    const elsewhere = issueState({ id: '13', projectId: '20' });
    const codes = (into: string | null, set: SetOfIssues) =>
      merge.settle({ into }, set).problems.map(({ code, field }) => `${code} ${field?.join('.')}`);
    expect(codes(null, setOf(first, elsewhere))).toEqual(['MULTIPLE_PROJECTS input.merge']);
    expect(codes('99', setOf(first, second))).toEqual(['INVALID_INPUT input.mergeInto']);
    expect(codes(null, setOf(first, second))).toEqual([]);
  });
});

describe('an issue', () => {
  const plan = { parentId: '9', childIds: ['10'] };
  const decided = scope<'merge'>({ facts: { count: 2, eventLimit: 5, plan } });

  it('waits, without a substatus, where it goes into another', () => {
    const { state, log } = accepted(merge.apply(second, { into: null }, decided));
    expect(state).toEqual({ ...second, status: 'PENDING_MERGE', substatus: null, mergedInto: '9' });
    expect(log).toEqual([]);
  });

  it('stays, and tells who came, where it is the parent', () => {
    const { state, log } = accepted(merge.apply(first, { into: null }, decided));
    expect(state).toEqual({ ...first, mergedInto: '9' });
    expect(logLines(log)).toEqual(['activity MERGE 5 {"issues":[{"id":"10"}]}']);
  });

  const ALONE = scope<'merge'>({ facts: { count: 1, eventLimit: 5, plan: null } });
  const REFUSED: readonly (readonly [string, Partial<IssueState>, string | null])[] = [
    ['is no error', { category: 'PERFORMANCE' }, 'NOT_AN_ERROR_ISSUE'],
    ['has more events than the limit', { timesSeen: 6 }, 'ISSUE_TOO_LARGE'],
    ['has as many as the limit', { timesSeen: 5 }, null],
  ];
  it.each(REFUSED)('that %s is refused, unless it is alone', (_, given, code) => {
    const issue = issueState({ id: '10', ...given });
    expect(merge.apply(issue, { into: null }, decided)).toMatchObject(code === null ? { refused: false } : { code });
    expect(accepted(merge.apply(issue, { into: null }, ALONE)).state).toBe(issue);
  });
});
