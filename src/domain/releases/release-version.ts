import { isStorable } from '../storable-text';

/** Characters of a version. */
export const MAX_VERSION_LENGTH = 250;

/** What a version must be, as people read it. */
export const VERSION_RULE = `1 to ${MAX_VERSION_LENGTH} characters in one line, no space at either end, and neither "latest" nor dots alone`;

/** Whether a text can name a release; `latest` stands for the newest one. */
export function isReleaseVersion(text: string): boolean {
  if (text === '' || text.length > MAX_VERSION_LENGTH || text.trim() !== text || !isStorable(text)) return false;
  return !/[\p{Cc}\u2028\u2029]/u.test(text) && !/^(?:\.{1,2}|latest)$/i.test(text);
}
