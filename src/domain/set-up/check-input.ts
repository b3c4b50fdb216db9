import { SCOPES } from '../access';
import { normalizeEmailAddress } from '../email-address';
import { problem, type Problem } from '../problem';
import { PROJECT_FEATURES } from '../project-features';
import { isSlug, SLUG_RULE } from '../slug';
import { isStorable } from '../storable-text';

/** Characters of a name that is shown. */
export const MAX_NAME_LENGTH = 200;
/** Characters of a username or of a platform. */
export const MAX_WORD_LENGTH = 128;
/** Slugs of teams that one call may name. */
export const MAX_TEAMS = 1_000;
/** Hours: a hundred years. */
export const MAX_RESOLVE_AGE = 876_000;

/** What speaks against one field; null: nothing, as for every field that is absent. */
export type Check = Problem | null;

/** The problems among the checks. */
export function problemsOf(...checks: readonly Check[]): readonly Problem[] {
  return checks.filter((check) => check !== null);
}

/** INVALID_INPUT at a field of the input. */
export function invalidField(field: string, message: string, details: Problem['details'] = null): Problem {
  return problem('INVALID_INPUT', { field: ['input', field], message, details });
}

/** A slug that is to be taken. */
export function checkSlug(field: string, text: string): Check {
  return isSlug(text) ? null : invalidField(field, `A slug has ${SLUG_RULE}.`);
}

/** A name to show: not blank, one line. */
export function checkName(field: string, text: string | undefined): Check {
  if (text === undefined || (isOneLine(text) && text.trim() !== '' && text.length <= MAX_NAME_LENGTH)) return null;
  return invalidField(
    field,
    `A ${field} has 1 to ${MAX_NAME_LENGTH} characters, not only spaces, and no control characters.`,
    { limit: MAX_NAME_LENGTH },
  );
}

/** A word without spaces. */
export function checkWord(field: string, text: string | undefined): Check {
  if (text === undefined || (isOneLine(text) && /^\S+$/.test(text) && text.length <= MAX_WORD_LENGTH)) return null;
  return invalidField(field, `A ${field} has 1 to ${MAX_WORD_LENGTH} characters, none of them a space.`, {
    limit: MAX_WORD_LENGTH,
  });
}

/** An address that can be stored. */
export function checkEmail(field: string, text: string | undefined): Check {
  const isAddress = text === undefined || normalizeEmailAddress(text) !== null;
  return isAddress ? null : invalidField(field, 'This is not an e-mail address.');
}

/** A username; one that looks like an address must be the user's own, or it could be taken for somebody else's. */
export function checkUsername(username: string | undefined, email: string): Check {
  if (username === undefined || username === normalizeEmailAddress(email)) return null;
  if (!username.includes('@')) return checkWord('username', username);
  return invalidField('username', 'A username with @ must be the e-mail address of the user, in lower case.');
}

/** Slugs of teams; whether there are such teams is for the database to say. */
export function checkTeams(slugs: readonly string[] | undefined): Check {
  if (slugs === undefined || slugs.length <= MAX_TEAMS) return null;
  return invalidField('teams', `One call names at most ${MAX_TEAMS} teams.`, { limit: MAX_TEAMS });
}

/** Features that can be switched on. */
export function checkFeatures(names: readonly string[] | undefined): Check {
  return checkNames('features', names, PROJECT_FEATURES);
}

/** Hours without an event after which an issue counts as resolved. */
export function checkResolveAge(hours: number | null | undefined): Check {
  if (hours == null || (hours >= 1 && hours <= MAX_RESOLVE_AGE)) return null;
  return invalidField(
    'resolveAge',
    `resolveAge is a number of hours from 1 to ${MAX_RESOLVE_AGE}, or null for never.`,
    {
      limit: MAX_RESOLVE_AGE,
    },
  );
}

/** Scopes of a token: at least one. */
export function checkScopes(names: readonly string[]): Check {
  if (names.length === 0) return invalidField('scopes', 'A token needs at least one scope.', { allowed: SCOPES });
  return checkNames('scopes', names, SCOPES);
}

/** The end of a token's life. */
export function checkExpiry(expiresAt: Date | undefined, now: Date): Check {
  const isAhead = expiresAt === undefined || expiresAt > now;
  return isAhead
    ? null
    : invalidField('expiresAt', 'expiresAt lies in the past; leave it out for a token without an end.');
}

function checkNames(field: string, given: readonly string[] | undefined, allowed: readonly string[]): Check {
  const isKnown = given === undefined || given.every((name) => allowed.includes(name));
  return isKnown ? null : invalidField(field, `${field} may hold: ${allowed.join(', ')}.`, { allowed });
}

/** No line breaks and other control characters, and nothing that PostgreSQL cannot hold. */
function isOneLine(text: string): boolean {
  return isStorable(text) && !/[\p{Cc}\u2028\u2029]/u.test(text);
}
