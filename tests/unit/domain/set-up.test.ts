import { projectDsn } from '../../../src/domain/dsn';
import { normalizeEmailAddress } from '../../../src/domain/email-address';
import { isSlug } from '../../../src/domain/slug';

test.each(['acme', 'a', '4chan', 'web-app_2', 'a'.repeat(50)])('%j is a slug', (text) => {
  expect(isSlug(text)).toBe(true);
});

test.each(['', 'Acme', 'a b', '-a', '_a', '123', 'é', 'a/b', 'a'.repeat(51), 'a\n'])('%j is no slug', (text) => {
  expect(isSlug(text)).toBe(false);
});

test.each([
  ['a@example.com', 'a@example.com'],
  [' A.B+c@Example.COM ', 'a.b+c@example.com'],
  ['root@localhost', 'root@localhost'],
])('address %j is stored as %j', (text, stored) => {
  expect(normalizeEmailAddress(text)).toBe(stored);
});

test.each(['', 'a', '@b', 'a@', 'a@@b', 'a@b@c', 'a b@c', 'a@-b', 'a@b..c', 'ä@b', `${'a'.repeat(250)}@b.cd`])(
  '%j is no address',
  (text) => {
    expect(normalizeEmailAddress(text)).toBeNull();
  },
);

test.each([
  ['http://127.0.0.1:4000', 'http://key@127.0.0.1:4000/7'],
  ['https://muster.example.com/', 'https://key@muster.example.com/7'],
  ['https://example.com/muster/', 'https://key@example.com/muster/7'],
])('SDKs of a server at %s send to %s', (publicUrl, dsn) => {
  expect(projectDsn(publicUrl, 'key', '7')).toBe(dsn);
});
