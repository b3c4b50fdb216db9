import { invalidField, MAX_NAME_LENGTH, type Check } from '../set-up/check-input';

/** Webhooks that an organization may have. */
export const MAX_WEBHOOKS = 50;
/** Characters of an address. */
export const MAX_URL_LENGTH = 2_000;
/** Projects that one webhook may name. */
export const MAX_WEBHOOK_PROJECTS = 1_000;

/** An address that can be called: http or https, without credentials or fragment. */
export function checkUrl(text: string | undefined): Check {
  if (text === undefined) return null;
  const isUrl = text.length <= MAX_URL_LENGTH && URL.canParse(text) && isCallable(new URL(text));
  if (isUrl) return null;
  return invalidField(
    'url',
    `A url begins with https:// or http://, has at most ${MAX_URL_LENGTH} characters, and neither a user, a password nor a fragment.`,
    { limit: MAX_URL_LENGTH },
  );
}

function isCallable({ protocol, username, password, hash }: URL): boolean {
  return (protocol === 'https:' || protocol === 'http:') && username === '' && password === '' && hash === '';
}

/** What a webhook is for: a line that may be empty. */
export function checkDescription(text: string | undefined): Check {
  if (text === undefined || (text.length <= MAX_NAME_LENGTH && !/[\p{Cc}\p{Cs}\u2028\u2029]/u.test(text))) return null;
  return invalidField('description', `A description has at most ${MAX_NAME_LENGTH} characters, all in one line.`, {
    limit: MAX_NAME_LENGTH,
  });
}

/** Projects to listen to; whether there are such projects depends on the caller. */
export function checkProjects(slugs: readonly string[] | undefined): Check {
  if (slugs === undefined || slugs.length <= MAX_WEBHOOK_PROJECTS) return null;
  return invalidField('projects', `A webhook names at most ${MAX_WEBHOOK_PROJECTS} projects.`, {
    limit: MAX_WEBHOOK_PROJECTS,
  });
}

/** The address for those who may not change it: some services put a secret into the path. */
export function withoutSecrets(url: string): string {
  const { origin, pathname, search } = new URL(url);
  return pathname === '/' && search === '' ? url : `${origin}/…`;
}
