import { ImportContents } from '../../../../src/domain/import/import-contents';
import { sentenceOfProblem } from '../../../../src/domain/import/line-problem';
import { readLine } from '../../../../src/domain/import/read-line';

const issue = (more: object): string =>
  JSON.stringify({ kind: 'issue', project: 'api', fingerprints: ['f'], status: 'IGNORED', ...more });
const resolved = (more: object): string => issue({ status: 'RESOLVED', ...more });
const escalating = (more: object): string => issue({ substatus: 'ARCHIVED_UNTIL_ESCALATING', ...more });
const line = (kind: string, more: object = {}): string => JSON.stringify({ kind, ...more });

describe('what is wrong with a line is told with its number and field', () => {
  test.each([
    ['{', 'line 7: is not a JSON object.'],
    ['[]', 'line 7: is not a JSON object.'],
    [line('issues'), 'line 7, kind: must be one of user, team, project, release, commit, issue, event.'],
    [line('release', { version: '1' }), 'line 7, projects: is missing.'],
    [line('release', { version: '1', projects: [] }), 'line 7, projects: must hold at least one.'],
    [line('release', { version: 'latest', projects: ['p'] }), /^line 7, version: must be a version: 1 to 250/],
    [line('commit', { id: 'c0ffee' }), 'line 7, repository: is missing.'],
    [line('user'), 'line 7, email: is missing.'],
    [line('user', { email: 'me' }), 'line 7, email: must be an e-mail address.'],
    [line('user', { email: 'a@b.c', role: 'BOSS' }), /^line 7, role: must be one of OWNER/],
    [line('user', { email: 'a@b.c', username: 'x@y.z' }), /^line 7, username: A username with @/],
    [line('user', { email: 'a@b.c', active: 1 }), 'line 7, active: must be true or false.'],
    [line('team', { slug: 'A B' }), /^line 7, slug: A slug has/],
    [line('project', { slug: 'p', features: ['no'] }), 'line 7, features[0]: must be one of discard-groups.'],
    [line('project', { slug: 'p', resolveAge: 0 }), /^line 7, resolveAge: must be a whole number from 1/],
    [line('event', { project: 'p' }), 'line 7, payload: is missing.'],
    [line('event', { project: 'p', payload: 'x' }), /^line 7, payload: must be an object/],
    [issue({ fingerprints: [] }), 'line 7, fingerprints: must hold at least one.'],
    [issue({ fingerprints: ['{{ default }}'] }), /^line 7, fingerprints: cannot hold the built-in/],
    [issue({ titel: 'x' }), /^line 7, titel: is not known; there are project, fingerprints/],
    [issue({ title: 'a\u0000b' }), /^line 7, title: must be a text of 1 to 255/],
    [issue({ substatus: 'NEW' }), 'line 7, substatus: does not belong to the status IGNORED.'],
    [issue({ resolvedAt: '2026-01-01' }), 'line 7, resolvedAt: needs the status RESOLVED.'],
    [issue({ firstSeen: 'yesterday' }), /^line 7, firstSeen: must be a moment/],
    [issue({ firstSeen: '2026-01-02', lastSeen: '2026-01-01' }), 'line 7, lastSeen: lies before firstSeen.'],
    [issue({ assignedTo: {} }), 'line 7, assignedTo: names either a user or a team.'],
    [issue({ inbox: {} }), 'line 7, inbox.reason: is missing.'],
    [issue({ snooze: { count: 0 } }), /^line 7, snooze\.count: must be a whole number from 1/],
    [issue({ snooze: { window: 5 } }), 'line 7, snooze.window: needs a count.'],
    [issue({ status: 'RESOLVED', snooze: { count: 5 } }), 'line 7, snooze: needs the status IGNORED.'],
    [issue({ shareId: 'x' }), 'line 7, shareId: must be 32 lower-case hex digits.'],
    [issue({ seenBy: [{ user: 'a@b.c' }, {}] }), 'line 7, seenBy[1].user: is missing.'],
    [issue({ hourlyCounts: [['2026-01-01', 1.5]] }), /^line 7, hourlyCounts\[0\]\[1\]: must be a whole number/],
    [issue({ firstRelease: 'latest' }), /^line 7, firstRelease: must be a version/],
    [issue({ resolution: { release: '1' } }), 'line 7, resolution: needs the status RESOLVED.'],
    [resolved({ resolution: { type: 'IN_RELEASE' } }), 'line 7, resolution.release: is missing.'],
    [resolved({ resolvedInCommit: { commit: 'c0ffee' } }), 'line 7, resolvedInCommit.repository: is missing.'],
    [issue({ forecast: { date: '2026-11-02', values: [1] } }), /^line 7, forecast: needs the substatus/],
    [escalating({ forecast: { values: [1] } }), 'line 7, forecast.date: is missing.'],
    [escalating({ forecast: { date: '2026-11-02', values: [] } }), /^line 7, forecast.values: must hold 1 to 14/],
    [
      escalating({ forecast: { date: '2026-11-02', values: [1, 1.5] } }),
      /^line 7, forecast.values\[1\]: must be a whole/,
    ],
  ])('%s', (source, sentence) => {
    const sentences = readLine(source, 7).problems.map(sentenceOfProblem);
    expect(sentences).toHaveLength(1);
    expect(sentences[0]).toMatch(sentence);
  });

  it('tells all of a line at once', () => {
    const { problems } = readLine(issue({ level: 'BAD', priority: 1, timesSeen: -1 }), 1);
    expect(problems.map(({ field }) => field)).toEqual(['level', 'priority', 'timesSeen']);
  });
});

const RELEASE = { version: '1', projects: ['api'] };
const COMMIT = { id: 'c0ffee', repository: 'acme/shop' };

describe('two lines about one thing', () => {
  test.each([
    ['email', line('user', { email: 'A@b.c' }), line('user', { email: 'a@B.c' })],
    ['slug', line('team', { slug: 'web' }), line('team', { slug: 'web' })],
    ['fingerprints', issue({}), issue({ fingerprints: ['g', ' f'] })],
    ['version', line('release', RELEASE), line('release', RELEASE)],
    ['id', line('commit', COMMIT), line('commit', { ...COMMIT, message: 'x' })],
    ['name', issue({ name: 'G' }), issue({ name: 'G', fingerprints: ['g'] })],
  ])('are told by %s', (field, first, second) => {
    const contents = new ImportContents();
    const problems = [first, second].flatMap((source, index) => {
      const read = readLine(source, index + 1);
      return read.line === null ? read.problems : contents.add(read.line, index + 1);
    });
    expect(problems).toEqual([{ line: 2, field, message: 'line 1 has the same.' }]);
  });
});

test('null counts as absent, and a substatus alone says the status', () => {
  expect(readLine(issue({ status: null, substatus: 'NEW', title: null }), 1).problems).toEqual([]);
});
