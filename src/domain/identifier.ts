const LARGEST = '9223372036854775807';

/** Whether a text is an id as this server writes it: a decimal 64-bit number from 1, without sign or leading zeros. */
export function isIdentifier(text: string): boolean {
  // Of equal length, texts compare as their numbers do.
  return /^[1-9]\d{0,18}$/.test(text) && (text.length < LARGEST.length || text <= LARGEST);
}
