import { Refusal } from '../../domain/refusal';

const LARGEST = 9_223_372_036_854_775_807n;

/** An opaque cursor: the connection's name and the order key of an item, a decimal number. */
export function encodeCursor(connection: string, key: string | number): string {
  return Buffer.from(`${connection}:${key}`).toString('base64url');
}

/** The order key that a cursor of this connection holds; throws BAD_USER_INPUT for anything else. */
export function decodeCursor(connection: string, cursor: string): string {
  const [name, key] = Buffer.from(cursor, 'base64url').toString().split(':');
  if (name === connection && key !== undefined && /^\d{1,19}$/.test(key) && BigInt(key) <= LARGEST) return key;
  throw new Refusal('BAD_USER_INPUT', 'after is not a cursor of this list.');
}
