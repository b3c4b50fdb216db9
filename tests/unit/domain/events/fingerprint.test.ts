import { readEventFacts } from '../../../../src/domain/events/event-facts';
import { normalizeFile, normalizeText } from '../../../../src/domain/events/normalize';
import type { JsonObject } from '../../../../src/domain/events/untrusted-json';

function fingerprint(event: JsonObject): readonly string[] {
  return readEventFacts(event, { receivedAt: new Date(0), senderAddress: null }).fingerprint;
}

function failure(given: { value?: string; type?: string; frames?: readonly JsonObject[] } = {}): JsonObject {
  const { value = 'v', type = 'E', frames = [{ module: 'm', function: 'f', in_app: true, lineno: 1 }] } = given;
  return { exception: { values: [{ type, value, stacktrace: { frames } }] } };
}

describe('the built-in fingerprint', () => {
  it.each<[string, JsonObject, JsonObject]>([
    [
      'another line',
      failure(),
      failure({ frames: [{ module: 'm', function: 'f', in_app: true, lineno: 2, colno: 9 }] }),
    ],
    [
      'other foreign frames',
      failure(),
      failure({
        frames: [
          { module: 'lib', function: 'g', in_app: false },
          { module: 'm', function: 'f', in_app: true },
        ],
      }),
    ],
    ['another number', failure({ value: 'order 17 failed' }), failure({ value: 'order 18 failed' })],
    [
      'a deeper recursion',
      failure(),
      failure({ frames: Array.from({ length: 40 }, () => ({ module: 'm', function: 'f', in_app: true })) }),
    ],
    [
      'another build of the file',
      failure({ frames: [{ filename: 'https://a/main.3f2a1b9c.js' }] }),
      failure({ frames: [{ filename: 'https://b/main.77aa00bb.js?x' }] }),
    ],
    [
      'other params of a message',
      { logentry: { message: 'hi %s', params: ['a'] } },
      { logentry: { message: 'hi %s', params: ['b'] } },
    ],
    ['an empty list given', failure(), { ...failure(), fingerprint: [] }],
    ['{{ default }} given', failure(), { ...failure(), fingerprint: ['{{ default }}'] }],
    ['{{default}} given', failure(), { ...failure(), fingerprint: ['{{default}}'] }],
    ['something else than a list given', failure(), { ...failure(), fingerprint: 'mine' }],
    ['another level, release or user', failure(), { ...failure(), level: 'info', release: '2', user: { id: 1 } }],
  ])('is the same with %s', (_name, one, other) => {
    expect(fingerprint(other)).toEqual(fingerprint(one));
  });

  it.each<[string, JsonObject, JsonObject]>([
    ['type', failure(), failure({ type: 'F' })],
    ['text', failure(), failure({ value: 'w' })],
    ['own function', failure(), failure({ frames: [{ module: 'm', function: 'g', in_app: true }] })],
    ['own module', failure(), failure({ frames: [{ module: 'n', function: 'f', in_app: true }] })],
    [
      'cause',
      failure(),
      { exception: { values: [{ type: 'Cause' }, ...(failure()['exception'] as { values: [] }).values] } },
    ],
    ['message', { message: 'a' }, { message: 'b' }],
    ['given part', { ...failure(), fingerprint: ['a'] }, { ...failure(), fingerprint: ['b'] }],
    ['given part beside the default', { ...failure(), fingerprint: ['{{ default }}', 'a'] }, failure()],
    [
      'default beside a given part',
      { ...failure(), fingerprint: ['{{ default }}', 'a'] },
      { ...failure({ type: 'F' }), fingerprint: ['{{ default }}', 'a'] },
    ],
    ['given part that looks built in', { message: 'a' }, { message: 'b', fingerprint: ['message:a'] }],
  ])('differs with another %s', (_name, one, other) => {
    expect(fingerprint(other)).not.toEqual(fingerprint(one));
  });

  it('is the given one alone where no default is asked for', () => {
    expect(fingerprint({ ...failure(), fingerprint: ['a', 1] })).toEqual(
      fingerprint({ message: 'other', fingerprint: ['a', '1'] }),
    );
  });
});

describe('a normalized text', () => {
  it.each([
    ['user 12 of 3.5', 'user <number> of <number>'],
    ['user-12, order_345, ORD12345', 'user-<number>, order_<number>, ORD<number>'],
    ['utf8 is not utf8mb4', 'utf8 is not utf8mb4'],
    ['took 12ms', 'took <number>ms'],
    ['id 6f9619ff-8b86-d011-b42d-00cf4fc964ff!', 'id <uuid>!'],
    ['<X object at 0x7fc14cb6efa0>', '<X object at <hex>>'],
    ['commit 4d4a9c12ff', 'commit <hex>'],
    ['the facade decade', 'the facade decade'],
    ['token Ab3dEf6hIj9kLmNoP', 'token <id>'],
    ['connect 10.0.0.1:5432', 'connect <address>'],
    ['connect fe80::1ff:fe23:4567:890a', 'connect <address>'],
    ['std::vector::push', 'std::vector::push'],
    ["open '/tmp/x 1/y.txt' failed", 'open <path> failed'],
    ['open "C:\\a\\b" failed', 'open <path> failed'],
    ["Reverse for 'nope' not found", "Reverse for 'nope' not found"],
    ['mail to a.b+c@example.co.uk', 'mail to <email>'],
    ['at 2020-05-12T22:30:36.002Z', 'at <time>'],
    ['at 2020-05-12 and 22:30:36', 'at <time> and <time>'],
    ['one\ntwo 2', 'one'],
  ])('%s', (text, expected) => {
    expect(normalizeText(text)).toBe(expected);
  });
});

describe('a normalized file', () => {
  it.each([
    ['https://cdn.example.com/js/main.3f2a1b9c.js?v=2', '/js/main.<hash>.js'],
    ['app/chunk-4d4a9c12ff00aa11.mjs', 'app/chunk-<hash>.mjs'],
    ['node_modules/pkg@1.2.3/index.js', 'node_modules/pkg@<version>/index.js'],
    ['lib-2.31.so', 'lib-<version>.so'],
    ['django/core/handlers/base.py', 'django/core/handlers/base.py'],
    ['shop.cart', 'shop.cart'],
    ['app/v2/errors.py', 'app/v2/errors.py'],
  ])('%s', (name, expected) => {
    expect(normalizeFile(name)).toBe(expected);
  });
});
