import { buildSchema } from 'graphql';
import { requestMessage } from '../../../src/graphql/request-message';

const schema = buildSchema('enum Colour { RED GREEN } type Query { colour: Colour }');
const unknown = 'Variable "$c" got invalid value "RD"; Value "RD" does not exist in "Colour" enum.';
const suggested = `${unknown} Did you mean the enum value "RED"?`;

describe('what is said about a mistake in a request', () => {
  it('names the values that an enum has', () => {
    expect(requestMessage(unknown, schema)).toBe(`${unknown} It can be RED, GREEN.`);
    expect(requestMessage(suggested, schema)).toBe(`${suggested} It can be RED, GREEN.`);
  });

  it('tells nothing of the schema where clients may not ask for it', () => {
    expect(requestMessage(suggested, null)).toBe(unknown);
    expect(requestMessage('Cannot query field "a" on type "B". Did you mean "c", "d", or "e"?', null)).toBe(
      'Cannot query field "a" on type "B".',
    );
  });

  it('repeats a long value cut short, between characters, and is itself of bounded length', () => {
    const half = 'x'.repeat(60);
    expect(requestMessage(`Value "${'x'.repeat(1_000)}" is wrong.`, schema)).toBe(`Value "${half}…${half}" is wrong.`);
    expect(requestMessage(`Value "${'\u{1f41b}'.repeat(1_000)}y" is wrong.`, schema)).not.toMatch(/\p{Cs}/u);
    const many = `Variable "$c" got invalid value [${'"a", '.repeat(10_000)}]; Expected something else.`;
    const short = requestMessage(many, schema);
    expect(short.length).toBeLessThan(1_100);
    expect(short).toMatch(/^Variable "\$c" got .*… ?.*Expected something else\.$/);
  });

  it('leaves short messages as they are', () => {
    for (const message of ['', 'Syntax Error: Unexpected <EOF>.', 'a "b" c']) {
      expect(requestMessage(message, schema)).toBe(message);
    }
  });
});
