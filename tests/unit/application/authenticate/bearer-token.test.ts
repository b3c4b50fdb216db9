import { apiTokenHash, newApiToken } from '../../../../src/application/authenticate/api-token';
import { bearerToken } from '../../../../src/application/authenticate/bearer-token';

describe('bearerToken', () => {
  test.each([
    ['Bearer mst_abc', 'mst_abc'],
    ['bearer mst_abc', 'mst_abc'],
    ['BEARER   mst_abc', 'mst_abc'],
    ['  Bearer mst_abc  ', 'mst_abc'],
    ['Bearer abc.def~x+y/z==', 'abc.def~x+y/z=='],
  ])('%j gives %j', (header, token) => {
    expect(bearerToken(header)).toBe(token);
  });

  test.each([
    undefined,
    '',
    'Bearer',
    'Bearer ',
    'mst_abc',
    'Basic mst_abc',
    'Bearermst_abc',
    'Bearer mst_abc more',
    'Bearer mst_abc, Bearer mst_def',
    'Bearer "mst_abc"',
    'Bearer ümlaut',
  ])('%j gives no token', (header) => {
    expect(bearerToken(header)).toBeNull();
  });
});

describe('api tokens', () => {
  test('carry 256 random bits behind a prefix, and are found again by their hash', () => {
    const [one, other] = [newApiToken(), newApiToken()];
    expect(one.token).toMatch(/^mst_[A-Za-z0-9_-]{43}$/);
    expect(one.token).not.toBe(other.token);
    expect(one.hash).toHaveLength(32);
    expect(apiTokenHash(one.token)).toEqual(one.hash);
    expect(apiTokenHash(other.token)).not.toEqual(one.hash);
  });

  test.each([
    '',
    'mst_',
    `mst_${'a'.repeat(42)}`,
    `mst_${'a'.repeat(44)}`,
    `xst_${'a'.repeat(43)}`,
    'a'.repeat(100_000),
  ])('malformed text has no hash (%#)', (text) => {
    expect(apiTokenHash(text)).toBeNull();
  });
});
