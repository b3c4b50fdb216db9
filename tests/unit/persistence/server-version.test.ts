import { requireSupportedVersion } from '../../../src/persistence/server-version';

describe('the version of the server', () => {
  test('older than 15 is refused with both versions named', () => {
    expect(() => requireSupportedVersion({ number: 140_019, version: '14.19' })).toThrow(
      'PostgreSQL 15 or newer is needed; this server is 14.19.',
    );
  });

  test.each([150_000, 150_018, 180_001])('%i is accepted', (number) => {
    expect(() => requireSupportedVersion({ number, version: '' })).not.toThrow();
  });
});
