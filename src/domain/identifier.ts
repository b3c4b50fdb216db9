const LARGEST = 9_223_372_036_854_775_807n;

/** Whether a text is an id as this server writes it: a decimal 64-bit number from 1, without sign or leading zeros. */
export function isIdentifier(text: string): boolean {
  return /^[1-9]\d{0,18}$/.test(text) && BigInt(text) <= LARGEST;
}
