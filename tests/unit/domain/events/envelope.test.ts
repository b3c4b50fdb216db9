import { parseEnvelope } from '../../../../src/domain/events/envelope';
import { readEventId } from '../../../../src/domain/events/event-id';
import { parseJsonObject } from '../../../../src/domain/events/untrusted-json';

function parsed(text: string | Buffer) {
  const envelope = parseEnvelope(Buffer.from(text));
  if (typeof envelope === 'string') return envelope;
  return envelope.items.map(({ type, payload }) => [type, payload.toString()]);
}

describe('an envelope', () => {
  it.each<[string, string, unknown]>([
    ['only a header', '{}', []],
    ['only a header and its line end', '{}\n', []],
    ['an item without length', '{}\n{"type":"event"}\n{"a":1}\n', [['event', '{"a":1}']]],
    ['no line end at the end', '{}\n{"type":"event"}\n{"a":1}', [['event', '{"a":1}']]],
    ['a length of null', '{}\n{"type":"event","length":null}\n{"a":1}', [['event', '{"a":1}']]],
    [
      'a length',
      '{}\n{"type":"event","length":3}\na\nb\n{"type":"x"}\ny',
      [
        ['event', 'a\nb'],
        ['x', 'y'],
      ],
    ],
    ['a length in bytes', '{}\n{"type":"event","length":2}\né\n', [['event', 'é']]],
    [
      'a length of 0',
      '{}\n{"type":"x","length":0}\n\n{"type":"y","length":0}\n',
      [
        ['x', ''],
        ['y', ''],
      ],
    ],
    [
      'CRLF',
      '{}\r\n{"type":"event","length":2}\r\n{}\r\n{"type":"y"}\r\nz\r\n',
      [
        ['event', '{}'],
        ['y', 'z\r'],
      ],
    ],
    ['blank lines between items', '{}\n\n{"type":"y"}\nz\n\n\n', [['y', 'z']]],
    ['an item without payload', '{}\n{"type":"y"}', [['y', '']]],
    [
      'types of any kind',
      '{}\n{"type":7}\nz\n{}\nz',
      [
        [7, 'z'],
        [undefined, 'z'],
      ],
    ],
    ['nothing', '', 'NO_HEADER'],
    ['a header that is a list', '[]\n', 'NO_HEADER'],
    ['no JSON', 'hello', 'NO_HEADER'],
    ['an item header that is no JSON', '{}\nhello\n', 'NO_ITEM_HEADER'],
    ['a length past the end', '{}\n{"type":"event","length":9}\n{}', 'BAD_LENGTH'],
    ['a length that cuts the line', '{}\n{"type":"event","length":1}\n{}\n', 'BAD_LENGTH'],
    ['a negative length', '{}\n{"type":"event","length":-1}\n{}\n', 'BAD_LENGTH'],
    ['a fraction as length', '{}\n{"type":"event","length":1.5}\n{}\n', 'BAD_LENGTH'],
    ['a text as length', '{}\n{"type":"event","length":"2"}\n{}\n', 'BAD_LENGTH'],
  ])('with %s', (_name, text, expected) => {
    expect(parsed(text)).toEqual(expected);
  });

  it('survives bytes that are no UTF-8', () => {
    expect(parsed(Buffer.from([0xff, 0xfe, 0x0a, 0x00]))).toBe('NO_HEADER');
  });

  it('of 100,000 items takes no time', () => {
    const begin = process.cpuUsage();
    expect(parsed(`{}\n${'{"type":"x"}\ny\n'.repeat(100_000)}`)).toHaveLength(100_000);
    expect(process.cpuUsage(begin).user).toBeLessThan(20_000_000);
  });
});

describe('a JSON object', () => {
  it.each([
    ['{"a":[1]}', { a: [1] }],
    ['[]', null],
    ['null', null],
    ['"x"', null],
    ['{', null],
    [`{"a":${'['.repeat(511)}${']'.repeat(511)}}`, expect.anything()],
    [`{"a":${'['.repeat(512)}${']'.repeat(512)}}`, null],
    [`{"a":${'['.repeat(200_000)}${']'.repeat(200_000)}}`, null],
    [`{"a":"${'['.repeat(2_000)}\\"${'{'.repeat(2_000)}"}`, expect.anything()],
  ])('%.30s', (text, expected) => {
    expect(parseJsonObject(text)).toEqual(expected);
  });
});

describe('an event id', () => {
  it.each([
    ['AF536C31-b68a-473f-97e5-79507ce155e3', 'af536c31b68a473f97e579507ce155e3'],
    ['af536c31b68a473f97e579507ce155e3', 'af536c31b68a473f97e579507ce155e3'],
    ['af536c31', null],
    [5, null],
    [undefined, null],
  ])('%p', (value, expected) => {
    expect(readEventId(value)).toBe(expected);
  });
});
