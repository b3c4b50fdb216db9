import * as fc from 'fast-check';
import {
  MAX_QUERY_DEPTH,
  MAX_QUERY_LENGTH,
  MAX_QUERY_TERMS,
  parseSearch,
} from '../../../../src/domain/search/parse-search';
import type { SearchExpression } from '../../../../src/domain/search/search-expression';

const and = (...operands: SearchExpression[]): SearchExpression => ({ kind: 'and', operands });
const or = (...operands: SearchExpression[]): SearchExpression => ({ kind: 'or', operands });
const not = (operand: SearchExpression): SearchExpression => ({ kind: 'not', operand });
const text = (...parts: string[]): SearchExpression => ({ kind: 'text', parts });
const status = (...statuses: ('UNRESOLVED' | 'RESOLVED' | 'IGNORED' | 'REPROCESSING')[]): SearchExpression => ({
  kind: 'status',
  statuses,
});
const ago = (milliseconds: number) => ({ kind: 'ago', milliseconds }) as const;
const at = (iso: string) => ({ kind: 'at', time: Date.parse(iso) }) as const;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const assignee = { kind: 'assignee', nobody: false, viewer: false, viewersTeams: false, users: [], teams: [] } as const;
const shortId = (projectSlug: string, number: string) => ({ projectSlug, number });
const release = (met: 'FIRST' | 'EVER', versions: string[][] | null) =>
  ({ kind: 'release', met, latest: false, versions }) as const;
const tag = (key: string, values: string[][] | null): SearchExpression => ({ kind: 'tag', key, values });
const ANYBODY: SearchExpression = { kind: 'anyAssignee' };

describe('structure', () => {
  test.each<[string, SearchExpression]>([
    ['', and()],
    [' \t\n', and()],
    ['disk', text('disk')],
    ['disk full', and(text('disk'), text('full'))],
    ['"disk full"', text('disk full')],
    ['disk AND full', and(text('disk'), text('full'))],
    ['disk OR full', or(text('disk'), text('full'))],
    ['a b OR c AND d', or(and(text('a'), text('b')), and(text('c'), text('d')))],
    ['a (b OR c)', and(text('a'), or(text('b'), text('c')))],
    ['((a))', text('a')],
    ['(a)(b)', and(text('a'), text('b'))],
    ['!disk', not(text('disk'))],
    ['!"disk full"', not(text('disk full'))],
    ['!(a OR b)', not(or(text('a'), text('b')))],
    ['!level:error', not({ kind: 'level', levels: ['ERROR'] })],
    ['ORacle ANDroid or and', and(text('ORacle'), text('ANDroid'), text('or'), text('and'))],
    ['"OR"', text('OR')],
    ['\\OR', text('OR')],
    ['wow! [worker-1] :x', and(text('wow!'), text('[worker-1]'), text(':x'))],
  ])('%j', (query, expected) => {
    expect(parseSearch(query)).toEqual(expected);
  });
});

describe('wildcards and escapes', () => {
  test.each<[string, SearchExpression]>([
    ['pay*form', text('pay', 'form')],
    ['"pay * form"', text('pay ', ' form')],
    ['pay\\*form', text('pay*form')],
    ['"say \\"no\\""', text('say "no"')],
    ['C\\:\\\\temp', text('C:\\temp')],
    ['\\(a\\)', text('(a)')],
    ['\\!a', text('!a')],
    ['50% a_b', and(text('50%'), text('a_b'))],
    ['наприклад 日本 🙂', and(text('наприклад'), text('日本'), text('🙂'))],
  ])('%j', (query, expected) => {
    expect(parseSearch(query)).toEqual(expected);
  });
});

describe('terms', () => {
  test.each<[string, SearchExpression]>([
    ['is:unresolved', status('UNRESOLVED')],
    ['is:Resolved', status('RESOLVED')],
    ['is:ignored', status('IGNORED')],
    ['is:archived', status('IGNORED')],
    ['is:muted', status('IGNORED')],
    ['is:reprocessing', status('REPROCESSING')],
    ['is:[unresolved, "resolved"]', status('UNRESOLVED', 'RESOLVED')],
    ['is:ongoing', { kind: 'substatus', substatuses: ['ONGOING'] }],
    ['is:archived_until_condition_met', { kind: 'substatus', substatuses: ['ARCHIVED_UNTIL_CONDITION_MET'] }],
    ['is:[new,resolved]', or({ kind: 'substatus', substatuses: ['NEW'] }, status('RESOLVED'))],
    ['is:assigned', ANYBODY],
    ['is:unassigned', { ...assignee, nobody: true }],
    ['!is:assigned', not(ANYBODY)],
    ['is:for_review', { kind: 'inbox' }],
    ['is:linked', { kind: 'linked' }],
    ['is:unlinked', not({ kind: 'linked' })],
    ['is:[linked, resolved]', or(status('RESOLVED'), { kind: 'linked' })],
    ['assigned:me', { ...assignee, viewer: true }],
    ['assigned:none', { ...assignee, nobody: true }],
    ['assigned:#api', { ...assignee, teams: ['api'] }],
    ['assigned:[me, my_teams, none]', { ...assignee, viewer: true, viewersTeams: true, nobody: true }],
    ['assigned:[ann@example.com, "Bob B"]', { ...assignee, users: ['ann@example.com', 'Bob B'] }],
    ['level:[error,FATAL]', { kind: 'level', levels: ['ERROR', 'FATAL'] }],
    ['priority:high', { kind: 'priority', priorities: ['HIGH'] }],
    ['issue.priority:[high, medium]', { kind: 'priority', priorities: ['HIGH', 'MEDIUM'] }],
    ['project:[api, 12]', { kind: 'project', projects: ['api', '12'] }],
    ['timesSeen:10', { kind: 'number', field: 'TIMES_SEEN', comparison: '=', values: [10] }],
    ['timesSeen:>=10', { kind: 'number', field: 'TIMES_SEEN', comparison: '>=', values: [10] }],
    ['usersSeen:<3', { kind: 'number', field: 'USERS_SEEN', comparison: '<', values: [3] }],
    ['assigned_or_suggested:[me, none]', { ...assignee, viewer: true, nobody: true }],
    ['bookmarks:me', { kind: 'mark', mark: 'BOOKMARK', viewer: true, users: [] }],
    ['subscribed:[me, ann]', { kind: 'mark', mark: 'SUBSCRIPTION', viewer: true, users: ['ann'] }],
    ['issue.category:[error, CRON]', { kind: 'category', categories: ['ERROR', 'CRON'] }],
    ['platform:node', { kind: 'platform', platforms: ['node'] }],
    ['issue:[api-1A, my-web-z]', { kind: 'shortId', shortIds: [shortId('api', '42'), shortId('my-web', '31')] }],
    ['release:api@1.0', release('EVER', [['api@1.0']])],
    ['release:[1.*, latest]', { ...release('EVER', [['1.', '']]), latest: true }],
    ['firstRelease:latest', { ...release('FIRST', []), latest: true }],
    ['release:""', not(release('EVER', null))],
    ['browser:Firefox', tag('browser', [['Firefox']])],
    ['user:id:42', tag('user', [['id:42']])],
    ['browser:["Fire fox", Chr*]', tag('browser', [['Fire fox'], ['Chr', '']])],
    ['browser:*', tag('browser', [['', '']])],
    ['browser:""', not(tag('browser', null))],
    ['tags[my tag]:x', tag('my tag', [['x']])],
    ['tags[is]:x', tag('is', [['x']])],
    ['constructor:x', tag('constructor', [['x']])],
    ['__proto__:x', tag('__proto__', [['x']])],
    ['has:user', tag('user', null)],
    ['!has:"my tag"', not(tag('my tag', null))],
    ['has:tags[level]', tag('level', null)],
    ['has:[assigned, user]', or(ANYBODY, tag('user', null))],
    ['has:release', release('EVER', null)],
    ['has:firstRelease', release('FIRST', null)],
    ['users:[1, 2]', { kind: 'number', field: 'USERS_SEEN', comparison: '=', values: [1, 2] }],
  ])('%j', (query, expected) => {
    expect(parseSearch(query)).toEqual(expected);
  });
});

describe('dates', () => {
  const first = { kind: 'date', field: 'FIRST_SEEN' } as const;
  const last = { kind: 'date', field: 'LAST_SEEN' } as const;
  const minute = (comparison: string): string => `lastSeen:${comparison}2026-02-28T10:30`;
  test.each<[string, SearchExpression]>([
    ['firstSeen:-24h', { ...first, from: ago(DAY), until: null }],
    ['age:+7d', { ...first, from: null, until: ago(7 * DAY) }],
    ['lastSeen:>-90m', { ...last, from: ago(1.5 * HOUR), until: null }],
    ['lastSeen:<=-2w', { ...last, from: null, until: ago(14 * DAY) }],
    ['age:2026-02-28', { ...first, from: at('2026-02-28T00:00Z'), until: at('2026-03-01T00:00Z') }],
    ['age:>2026-02-28', { ...first, from: at('2026-03-01T00:00Z'), until: null }],
    ['age:<2026-02-28', { ...first, from: null, until: at('2026-02-28T00:00Z') }],
    [minute(''), { ...last, from: at('2026-02-28T10:30Z'), until: at('2026-02-28T10:31Z') }],
    [minute('>='), { ...last, from: at('2026-02-28T10:30Z'), until: null }],
    [minute('<='), { ...last, from: null, until: at('2026-02-28T10:31Z') }],
    ['lastSeen:>2026-02-28T10:30:05+02:00', { ...last, from: at('2026-02-28T08:30:06Z'), until: null }],
    ['lastSeen:<=2026-02-28T10:30:05.120Z', { ...last, from: null, until: at('2026-02-28T10:30:05.121Z') }],
    ['lastSeen:>=2026-02-28T10:30:05.123456Z', { ...last, from: at('2026-02-28T10:30:05.123Z'), until: null }],
  ])('%j', (query, expected) => {
    expect(parseSearch(query)).toEqual(expected);
  });
});

describe('INVALID_QUERY: what is wrong, and where', () => {
  test.each<[string, string, number]>([
    ['(a', 'parenthesis without its end', 0],
    ['a (b (c)', 'parenthesis without its end', 2],
    ['a)', "unexpected ')'", 1],
    ['a ()', "unexpected ')'", 3],
    ['"abc', 'quotation mark without its end', 0],
    ['level:"err', 'quotation mark without its end', 6],
    ['a OR', 'unexpected end of the query', 4],
    ['AND a', "unexpected 'AND'", 0],
    ['a OR OR b', "unexpected 'OR'", 5],
    ['! a', "unexpected ' '", 1],
    ['!!a', "unexpected '!'", 1],
    ['!', 'unexpected end of the query', 1],
    ['a\\', 'unexpected end of the query', 2],
    ['level:', "'level:' without a value; put text with a colon into quotation marks", 0],
    ['x TypeError: no', "'TypeError:' without a value; put text with a colon into quotation marks", 2],
    ['level:[error', 'unexpected end of the query', 12],
    ['level:[a b]', "unexpected 'b'", 9],
    ['level:[]', "unexpected ']'", 7],
    ['level:[a,]', "unexpected ']'", 9],
    ['timesSeen:>', 'unexpected end of the query', 11],
    ['timesSeen:>[1]', "invalid timesSeen value of '[1]'", 11],
    ['a\u0000b', 'NUL character', 1],
    ['is:unresolved title:bar', "unknown term 'title'", 14],
    ['organization_id:1', "unknown term 'organization_id'", 0],
    ['!Assigned:me', "unknown term 'Assigned'; 'assigned' is one", 1],
    ['firstseen:-1d', "unknown term 'firstseen'; 'firstSeen' is one", 0],
    ['browser:>5', "'browser' takes no comparison", 8],
    ['browser:[x, ""]', "invalid browser value of ''", 12],
    ['release:<=1.0', "'release' takes no comparison", 8],
    ['release:["", 1.0]', "invalid release value of ''", 9],
    ['has:firstSeen', "invalid has value of 'firstSeen'", 4],
    ['has:user*', "invalid has value of 'user*'", 4],
    ['has:""', "invalid has value of ''", 4],
    ['issue:API', "invalid issue value of 'API'", 6],
    ['issue:[API-1, API-U]', "invalid issue value of 'API-U'", 14],
    ['issue.category:[error, bug]', "invalid category value of 'bug'", 23],
    ['bookmarks:#team', "invalid bookmarks value of '#team'", 10],
    ['subscribed:>me', "'subscribed' takes no comparison", 11],
    ['platform:py*', "invalid platform value of 'py*'", 9],
    ['is:[resolved, solved]', "invalid status value of 'solved'", 14],
    ['is:un*', "invalid status value of 'un*'", 3],
    ['is:""', "invalid status value of ''", 3],
    ['level:loud', "invalid level value of 'loud'", 6],
    ['level:>error', "'level' takes no comparison", 6],
    ['priority:urgent', "invalid priority value of 'urgent'", 9],
    ['project:a*', "invalid project value of 'a*'", 8],
    ['assigned:#', "invalid assigned value of '#'", 9],
    ['timesSeen:many', "invalid timesSeen value of 'many'", 10],
    ['timesSeen:>-1', "invalid timesSeen value of '-1'", 11],
    ['timesSeen:1e3', "invalid timesSeen value of '1e3'", 10],
    ['timesSeen:9999999999999999', "invalid timesSeen value of '9999999999999999'", 10],
    ['age:2026-02-30', "invalid age value of '2026-02-30'", 4],
    ['age:2026-02-28T25:00', "invalid age value of '2026-02-28T25:00'", 4],
    ['age:yesterday', "invalid age value of 'yesterday'", 4],
    ['age:7d', "invalid age value of '7d'", 4],
    ['age:-7y', "invalid age value of '-7y'", 4],
    ['age:>+7d', "invalid age value of '+7d'", 5],
    ['age:-999999999w', "invalid age value of '-999999999w'", 4],
    ['age:[-1d, -2d]', "'age' takes no list", 5],
    ['""', 'empty text', 0],
  ])('%j', (query, message, position) => {
    expect(parseSearch(query)).toEqual({ kind: 'problem', message, position });
  });
});

describe('hostile queries are refused at once', () => {
  const long = (unit: string, length = MAX_QUERY_LENGTH): string => unit.repeat(length).slice(0, length);
  const tooLong = { kind: 'problem', message: 'query of more than 4096 characters', position: MAX_QUERY_LENGTH };
  const tooDeep = { kind: 'problem', message: 'more than 20 nested parentheses', position: MAX_QUERY_DEPTH };

  test.each<[string, string, object]>([
    ['100 KB of brackets', long('(', 100_000), tooLong],
    ['brackets up to the longest query', long('('), tooDeep],
    ['closing brackets', long(')'), { position: 0 }],
    ['brackets that close', `${'('.repeat(2000)}a${')'.repeat(2000)}`, tooDeep],
    ['negated brackets', long('!('), { message: 'more than 20 nested parentheses', position: 2 * MAX_QUERY_DEPTH + 1 }],
    ['negations', long('!'), { position: 1 }],
    ['thousands of words', long('a '), { message: 'more than 100 terms', position: 2 * MAX_QUERY_TERMS }],
    ['thousands of terms', long('is:new OR '), { message: 'more than 100 terms', position: 10 * MAX_QUERY_TERMS }],
    ['operators', long('OR '), { position: 0 }],
    ['an odd number of quotation marks', long('"', 4095), { message: 'more than 100 terms' }],
    ['lists in lists', long('level:['), { kind: 'problem' }],
    ['colons', long('a:'), { kind: 'tag', key: 'a' }],
    ['thousands of tags', long('a:b '), { message: 'more than 100 terms', position: 4 * MAX_QUERY_TERMS }],
    ['keys without an end', long('tags[ '), { message: 'more than 100 terms' }],
    ['backslashes', long('\\', 4095), { message: 'unexpected end of the query', position: 4095 }],
  ])('%s', (_, query, problem) => {
    const start = process.cpuUsage();
    expect(parseSearch(query)).toMatchObject(problem);
    // Of this process alone, however busy the machine is: some milliseconds, and hours where the time is not bounded.
    expect(process.cpuUsage(start).user).toBeLessThan(5_000_000);
  });

  test('at the limits a query is still read', () => {
    expect(parseSearch('('.repeat(MAX_QUERY_DEPTH) + 'a' + ')'.repeat(MAX_QUERY_DEPTH))).toEqual(text('a'));
    expect(parseSearch(Array(MAX_QUERY_TERMS).fill('a').join(' '))).toMatchObject({ kind: 'and' });
    expect(parseSearch('a'.repeat(MAX_QUERY_LENGTH))).toMatchObject({ kind: 'text' });
    expect(parseSearch('(a) '.repeat(MAX_QUERY_TERMS))).toMatchObject({ kind: 'and' });
  });

  test('a list of thousands of statuses means no more than one of each', () => {
    expect(parseSearch(`is:[${Array(500).fill('new').join(',')}]`)).toEqual(parseSearch('is:new'));
  });

  test('whatever is typed is read or refused at a position inside of it', () => {
    const pieces = [
      '(',
      ')',
      '"',
      '!',
      '\\',
      '[',
      ']',
      ',',
      ':',
      '>',
      '*',
      ' ',
      'OR',
      'AND',
      'is:',
      'new',
      'age:',
      '-7d',
      'é',
    ];
    const query = fc.array(fc.oneof(fc.constantFrom(...pieces), fc.string({ maxLength: 3 })), { maxLength: 40 });
    fc.assert(
      fc.property(query, (parts) => {
        const typed = parts.join('');
        const read = parseSearch(typed);
        return read.kind !== 'problem' || (read.position >= 0 && read.position <= typed.length && read.message !== '');
      }),
      { numRuns: 2_000, seed: 1 },
    );
  });

  test('any text can be searched for when it is quoted', () => {
    const typed = fc.string({ minLength: 1, unit: 'grapheme' }).filter((value) => !value.includes('\0'));
    fc.assert(
      fc.property(typed, (value) => {
        expect(parseSearch(`"${value.replace(/[\\"*]/g, '\\$&')}"`)).toEqual(text(value));
      }),
      { numRuns: 500, seed: 1 },
    );
  });
});
