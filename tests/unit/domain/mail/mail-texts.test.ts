import { composeMail, type MailMaterial } from '../../../../src/domain/mail/compose-mail';
import { DELIVERY_ATTEMPTS, delayAfter } from '../../../../src/domain/mail/delivery-schedule';
import { describeFact } from '../../../../src/domain/mail/describe-fact';
import type { ToldFact } from '../../../../src/domain/mail/mail-content';
import { oneLine } from '../../../../src/domain/mail/one-line';
import { renderMail } from '../../../../src/domain/mail/render-mail';

const nameOf = (actor: string): string | undefined => ({ 'user:1': 'you', 'team:2': '#web' })[actor];

describe('one sentence a fact', () => {
  const cases: readonly (readonly [ToldFact['type'], ToldFact['data'], number, string, string])[] = [
    ['issue.resolved', { resolution_type: 'now' }, 2, 'Ann resolved 2 issues.', '2 issues were resolved.'],
    [
      'issue.resolved',
      { resolution_type: 'in_next_release' },
      1,
      'Ann resolved 1 issue in the next release.',
      '1 issue was resolved in the next release.',
    ],
    ['issue.unresolved', {}, 1234567, 'Ann reopened 1,234,567 issues.', '1,234,567 issues were reopened.'],
    ['issue.unignored', {}, 3, 'Ann reopened 3 issues.', '3 issues were reopened.'],
    ['issue.ignored', {}, 1, 'Ann archived 1 issue.', '1 issue was archived.'],
    [
      'issue.assigned',
      { assignee: { type: 'user', id: '1' } },
      2,
      'Ann assigned 2 issues to you.',
      '2 issues were assigned to you.',
    ],
    [
      'issue.assigned',
      { assignee: { type: 'team', id: '2' } },
      1,
      'Ann assigned 1 issue to #web.',
      '1 issue was assigned to #web.',
    ],
    [
      'issue.assigned',
      { assignee: { type: 'user', id: '9' } },
      1,
      'Ann assigned 1 issue to somebody who is gone.',
      '1 issue was assigned to somebody who is gone.',
    ],
    [
      'issue.unassigned',
      {},
      2,
      'Ann took 2 issues from whoever had them.',
      '2 issues are assigned to nobody any more.',
    ],
    ['issue.unassigned', {}, 1, 'Ann took 1 issue from whoever had it.', '1 issue is assigned to nobody any more.'],
    ['issue.regressed', {}, 1, 'Ann saw 1 issue come back.', '1 issue has come back after having been resolved.'],
    [
      'issue.escalating',
      {},
      2,
      'Ann saw 2 issues escalate.',
      '2 issues are escalating: there are many more events than before.',
    ],
    ['issue.note_added', {}, 1, 'Ann wrote a note on 1 issue.', '1 issue has a new note.'],
  ];
  it.each(cases)('%s %j of %i', (...[type, data, count, byAnn, bySystem]) => {
    const fact = { type, data, count };
    expect(describeFact(fact, { actor: 'Ann', nameOf, single: false })).toBe(byAnn);
    expect(describeFact(fact, { actor: null, nameOf, single: false })).toBe(bySystem);
  });

  it('speaks of this issue in a mail about one', () => {
    const fact = { type: 'issue.regressed', data: {}, count: 1 } as const;
    expect(describeFact(fact, { actor: null, nameOf, single: true })).toBe(
      'This issue has come back after having been resolved.',
    );
  });
});

const MATERIAL: MailMaterial = {
  content: {
    facts: [
      { type: 'issue.resolved', data: {}, count: 30 },
      { type: 'issue.assigned', data: { assignee: { type: 'user', id: '1' } }, count: 3 },
    ],
    issueIds: ['1', '2'],
    issueCount: 30,
  },
  organization: 'Acme',
  names: { actor: 'Ann', nameOf },
  issues: [
    { shortId: 'WEB-1', title: 'One', url: null },
    { shortId: 'WEB-2', title: 'Two', url: 'https://t.example/2' },
  ],
  note: null,
  operationUrl: null,
  unsubscribeUrl: 'https://m.example/u?token=t',
};

test('a digest', () => {
  const composed = composeMail(MATERIAL);
  expect(composed.subject).toBe('Acme: Ann resolved 30 issues …');
  expect(renderMail(composed).text).toBe(
    `Ann resolved 30 issues.
Ann assigned 3 issues to you.

* WEB-1 One
* WEB-2 Two
  https://t.example/2
and 28 issues more

--
You follow these issues. Stop all mail of Acme: https://m.example/u?token=t
`,
  );
});

test('a long title, name or note is cut between characters', () => {
  const long = '😀'.repeat(10_000);
  const content = { ...MATERIAL.content, issueCount: 1, issueIds: ['1'] };
  const issues = [{ shortId: 'WEB-1', title: long, url: null }];
  const { subject, note, issues: shown } = composeMail({ ...MATERIAL, content, issues, note: long });
  expect([...subject]).toHaveLength(150);
  expect([...(shown[0]?.title ?? '')]).toHaveLength(200);
  expect([...(note[0] ?? '')]).toHaveLength(4_001);
  // Half a character has no UTF-8.
  for (const text of [subject, note[0], shown[0]?.title]) expect(() => encodeURIComponent(text ?? '')).not.toThrow();
});

test('one line holds nothing that cannot be seen', () => {
  expect(oneLine(' a\r\n\tb\u0000c\u202ed\u2028e\ufefff ', 99)).toBe('a b c d e f');
  expect(oneLine('👩‍👩‍👧 é', 99)).toBe('👩‍👩‍👧 é');
  expect(oneLine('abcdef', 4)).toBe('abc…');
});

test('distances between attempts grow up to eight hours, over more than two days', () => {
  const minutes = Array.from({ length: DELIVERY_ATTEMPTS - 1 }, (_, index) => delayAfter(index + 1) / 60_000);
  expect(minutes).toEqual([1, 4, 16, 64, 256, 480, 480, 480, 480, 480, 480]);
});
