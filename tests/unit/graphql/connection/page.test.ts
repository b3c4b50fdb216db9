import 'reflect-metadata';
import { decodeCursor, encodeCursor } from '../../../../src/graphql/connection/cursor';
import { pageRequest } from '../../../../src/graphql/connection/page.args';

describe('the page that a client asks for', () => {
  it.each([
    [{}, { first: 25, after: null }],
    [
      { first: null, after: null },
      { first: 25, after: null },
    ],
    [{ first: 0 }, { first: 0, after: null }],
    [{ first: 100 }, { first: 100, after: null }],
    [{ first: 101 }, { first: 100, after: null }],
    [{ after: encodeCursor('members', '12') }, { first: 25, after: '12' }],
  ])('%j is %j', (given, expected) => expect(pageRequest('members', given)).toEqual(expected));

  it('cannot be negative, nor begin after a place that the connection did not name', () => {
    const cursors = [
      '',
      'x',
      encodeCursor('projects', '12'),
      encodeCursor('members', '-1'),
      encodeCursor('members', '9223372036854775808'),
      encodeCursor('members', "1' or '1"),
    ];
    for (const after of cursors) {
      expect(() => pageRequest('members', { after })).toThrow('after is not a cursor of this list.');
    }
    expect(() => pageRequest('members', { first: -1 })).toThrow('first must not be negative.');
    expect(decodeCursor('members', encodeCursor('members', '9223372036854775807'))).toBe('9223372036854775807');
  });
});
