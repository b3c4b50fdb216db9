import type { Problem } from '../problem';
import { checkName, invalidField, problemsOf } from '../set-up/check-input';

/** Characters of the address of a deployment. */
export const MAX_URL_LENGTH = 2_000;

/** A deployment as a caller tells of it. */
export interface GivenDeploy {
  readonly environment: string;
  readonly name?: string;
  readonly url?: string;
  readonly dateStarted?: Date;
  readonly dateFinished?: Date;
}

/** INVALID_INPUT where the deployment cannot be recorded. */
export function checkDeploy({ environment, name, url }: GivenDeploy): readonly Problem[] {
  return problemsOf(checkName('environment', environment), checkName('name', name), checkUrl(url));
}

function checkUrl(url: string | undefined): Problem | null {
  if (url === undefined || (/^https?:\/\/[^\s\p{Cc}]+$/u.test(url) && url.length <= MAX_URL_LENGTH)) return null;
  return invalidField('url', `A url begins with http:// or https:// and has at most ${MAX_URL_LENGTH} characters.`, {
    limit: MAX_URL_LENGTH,
  });
}
