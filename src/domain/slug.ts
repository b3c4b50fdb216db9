/** What a slug must look like, for messages. */
export const SLUG_RULE =
  'lower-case letters, digits, hyphens and underscores, at most 50, beginning with a letter or digit and not only digits';

const SLUG = /^(?!\d+$)[a-z0-9][a-z0-9_-]{0,49}$/;

/** Whether a text can name an organization, team or project; only digits would read as an id. */
export function isSlug(text: string): boolean {
  return SLUG.test(text);
}
