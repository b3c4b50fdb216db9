import { readEventFacts, type EventFacts } from '../../../../src/domain/events/event-facts';
import type { JsonObject } from '../../../../src/domain/events/untrusted-json';

const NOW = new Date('2026-03-01T10:00:00.000Z');

function facts(event: JsonObject, senderAddress: string | null = null): EventFacts {
  return readEventFacts(event, { receivedAt: NOW, senderAddress });
}

function exception(type: unknown, value: unknown, frames: readonly unknown[] = []): JsonObject {
  return { exception: { values: [{ type, value, stacktrace: { frames } }] } };
}

describe('title', () => {
  it.each<[string, JsonObject, string]>([
    ['type and value', exception('E', 'v'), 'E: v'],
    [
      'the last of a chain',
      {
        exception: {
          values: [
            { type: 'Cause', value: '1' },
            { type: 'E', value: '2' },
          ],
        },
      },
      'E: 2',
    ],
    ['a list without values', { exception: [{ type: 'E', value: 'v' }] }, 'E: v'],
    ['one exception alone', { exception: { type: 'E', value: 'v' } }, 'E: v'],
    ['the first line of the value', exception('E', '\n one\ntwo'), 'E: one'],
    ['type without value', exception('E', null), 'E'],
    ['value without type', exception(undefined, 'v'), 'v'],
    ['a value that is a number', exception('E', 5), 'E: 5'],
    ['null entries left out', { exception: { values: [{ type: 'E', value: 'v' }, null] } }, 'E: v'],
    ['empty list: message', { exception: [], message: 'm' }, 'm'],
    ['filled list of params', { logentry: { message: '%s of %d', params: ['a', 2] } }, 'a of 2'],
    ['filled named params', { logentry: { message: '%(who)s: {what}', params: { who: 'a', what: 'b' } } }, 'a: b'],
    ['formatted wins over params', { logentry: { message: '%s', params: ['a'], formatted: 'f' } }, 'f'],
    ['params that do not suffice', { logentry: { message: '%s %s', params: ['a'] } }, 'a %s'],
    ['logentry that is a string', { logentry: 'm' }, 'm'],
    ['the old message object', { message: { message: 'm %s', params: ['x'] } }, 'm x'],
    ['nothing', {}, '<unlabeled event>'],
    ['blank', { message: ' \n ' }, '<unlabeled event>'],
    ['100 characters', { message: 'x'.repeat(100) }, 'x'.repeat(100)],
    ['101 characters', { message: 'x'.repeat(101) }, `${'x'.repeat(97)}...`],
    ['a long exception', exception('E', 'x'.repeat(300)), `E: ${'x'.repeat(249)}...`],
    ['without NUL', { message: 'a\0b' }, 'ab'],
    ['without half a character at the cut', { message: `${'x'.repeat(96)}😀${'y'.repeat(9)}` }, `${'x'.repeat(96)}...`],
  ])('%s', (_name, event, title) => {
    expect(facts(event).title).toBe(title);
  });
});

describe('culprit', () => {
  const own = { module: 'shop', function: 'pay', in_app: true };
  it.each<[string, JsonObject, string]>([
    ['transaction', { transaction: '/pay', ...exception('E', 'v', [own]) }, '/pay'],
    ['innermost own frame', exception('E', 'v', [own, { module: 'lib', function: 'f', in_app: false }]), 'shop in pay'],
    [
      'no own frame: innermost',
      exception('E', 'v', [{ module: 'a' }, { filename: 'b.py', function: 'f' }]),
      'b.py in f',
    ],
    [
      'JavaScript',
      { platform: 'javascript', ...exception('E', 'v', [{ filename: 'https://a.b/x/main.js?v=1', function: 'f' }]) },
      'f(/x/main.js)',
    ],
    ['no function', exception('E', 'v', [{ module: 'm' }]), 'm in ?'],
    ['stack trace of a message', { message: 'm', stacktrace: { frames: [own] } }, 'shop in pay'],
    ['nothing', { message: 'm' }, ''],
    ['too long', { transaction: 'x'.repeat(300) }, `${'x'.repeat(197)}...`],
  ])('%s', (_name, event, culprit) => {
    expect(facts(event).culprit).toBe(culprit);
  });
});

describe('level', () => {
  it.each([
    ['fatal', 'FATAL'],
    ['critical', 'FATAL'],
    ['error', 'ERROR'],
    ['WARNING', 'WARNING'],
    ['info', 'INFO'],
    ['log', 'INFO'],
    ['debug', 'DEBUG'],
    ['constructor', 'ERROR'],
    [undefined, 'ERROR'],
    [null, 'ERROR'],
    [40, 'ERROR'],
    [{}, 'ERROR'],
  ])('%p is %s', (level, expected) => {
    expect(facts({ level }).level).toBe(expected);
  });
});

describe('timestamp', () => {
  it.each([
    ['seconds', 1772358000.25, '2026-03-01T09:40:00.250Z'],
    ['seconds as text', '1772358000.25', '2026-03-01T09:40:00.250Z'],
    ['ISO', '2026-03-01T09:40:00.25Z', '2026-03-01T09:40:00.250Z'],
    ['ISO with an offset', '2026-03-01T10:40:00+01:00', '2026-03-01T09:40:00.000Z'],
    ['ISO without a zone is UTC', '2026-03-01T09:40:00.123456', '2026-03-01T09:40:00.123Z'],
    ['nanoseconds', '2026-03-01T09:40:00.123456789Z', '2026-03-01T09:40:00.123Z'],
    ['a minute ahead', '2026-03-01T10:01:00Z', '2026-03-01T10:01:00.000Z'],
    ['over a minute ahead', '2026-03-01T10:01:00.001Z', NOW.toISOString()],
    ['30 days old', '2026-01-30T10:00:00Z', '2026-01-30T10:00:00.000Z'],
    ['over 30 days old', '2026-01-30T09:59:59Z', NOW.toISOString()],
    ['no time', 'yesterday', NOW.toISOString()],
    ['infinite', Infinity, NOW.toISOString()],
    ['absent', undefined, NOW.toISOString()],
  ])('%s', (_name, timestamp, expected) => {
    expect(facts({ timestamp }).timestamp.toISOString()).toBe(expected);
  });
});

describe('user', () => {
  it.each<[string, unknown, string | null]>([
    ['id before all', { id: 7, username: 'u', email: 'e', ip_address: '1.1.1.1' }, 'id:7'],
    ['username before email', { id: '', username: 'u', email: 'e' }, 'username:u'],
    ['email before address', { email: 'e', ip_address: '1.1.1.1' }, 'email:e'],
    ['address', { ip_address: '1.1.1.1' }, 'ip:1.1.1.1'],
    ["the sender's address", { ip_address: '{{auto}}' }, 'ip:9.9.9.9'],
    ['nobody', {}, null],
    ['null', null, null],
    ['no object', 'me', null],
    ['an object as id', { id: {} }, null],
  ])('%s', (_name, user, expected) => {
    expect(facts({ user }, '9.9.9.9').user).toBe(expected);
  });
});

describe('tags', () => {
  it('come from an object or pairs, and what the event says of itself wins', () => {
    const own = { release: 'r', environment: 'e', server_name: 's', level: 'info', user: { id: 1 } };
    const expected = {
      a: '1',
      b: 'true',
      release: 'r',
      environment: 'e',
      server_name: 's',
      level: 'info',
      user: 'id:1',
    };
    expect(facts({ ...own, tags: { a: 1, b: true, c: null, d: {}, level: 'x' } }).tags).toEqual(expected);
    expect(facts({ ...own, tags: [['a', 1], ['b', true], ['c', null], null, 'dd', []] }).tags).toEqual(expected);
  });

  it('name runtime, system, mechanism and place', () => {
    const event = {
      exception: [{ type: 'E', mechanism: { type: 'django', handled: false } }],
      contexts: { runtime: { name: 'CPython', version: '3.8.2' }, os: { name: 'linux' }, trace: { name: 'no' } },
      request: { url: 'http://a/' },
    };
    expect(facts(event).tags).toEqual({
      'runtime.name': 'CPython',
      runtime: 'CPython 3.8.2',
      'os.name': 'linux',
      mechanism: 'django',
      handled: 'no',
      url: 'http://a/',
      level: 'error',
    });
  });

  it('are bounded, free of NUL, and may have any name', () => {
    const { tags } = facts({
      tags: JSON.parse(`{"__proto__":"x","a\\u0000":"b\\u0000","k${'k'.repeat(300)}":"${'v'.repeat(300)}"}`),
    });
    expect(Object.entries(tags)).toEqual(
      expect.arrayContaining([
        ['__proto__', 'x'],
        ['a', 'b'],
        ['k'.repeat(200), `${'v'.repeat(197)}...`],
      ]),
    );
  });

  it('are at most 200 besides the own ones', () => {
    const tags = Object.fromEntries(Array.from({ length: 5_000 }, (_, index) => [`t${index}`, 'x']));
    expect(Object.keys(facts({ tags }).tags)).toHaveLength(201);
  });
});

describe('message', () => {
  it('is what was logged, else what the exception says, and its summary the first line of 255 characters', () => {
    expect(facts({ message: 'logged', ...exception('E', 'v') })).toMatchObject({
      message: 'logged',
      summary: 'logged',
    });
    expect(facts(exception('E', 'one\ntwo'))).toMatchObject({ message: 'one\ntwo', summary: 'one' });
    expect(facts({ message: 'x'.repeat(9_000) }).message).toHaveLength(8_192);
    expect(facts({ message: 'x'.repeat(9_000) }).summary).toHaveLength(255);
    expect(facts({})).toMatchObject({ message: null, summary: null });
  });
});
