import { formatShortId, parseShortId } from '../../../src/domain/short-id';

describe('short ids', () => {
  it.each([
    ['api', '1', 'API-1'],
    ['api', '31', 'API-Z'],
    ['api', '32', 'API-10'],
    ['my-app_2', '9223372036854775807', 'MY-APP_2-7ZZZZZZZZZZZZ'],
  ])('name issue %s %s as %s, and back', (projectSlug, number, text) => {
    expect(formatShortId({ projectSlug, number })).toBe(text);
    expect(parseShortId(text)).toEqual({ projectSlug, number });
    expect(parseShortId(text.toLowerCase())).toEqual({ projectSlug, number });
  });

  it.each(['', '-', 'API', 'API-', '-1', 'API-U', 'API-I', 'API 1', 'API-8000000000000', `${'A'.repeat(65)}-1`])(
    'are not texts such as %j',
    (text) => expect(parseShortId(text)).toBeNull(),
  );
});
