import { normalizeEmailAddress } from '../email-address';
import { asObject } from '../events/untrusted-json';
import { isStorable } from '../storable-text';

/** Where a value stands, and whom to tell that it is wrong. */
export interface Place {
  readonly field: string;
  report(field: string, message: string): void;
}

/** Reads a value that is neither absent nor null; undefined: it was wrong and has been reported. */
export type Read<T> = (value: unknown, place: Place) => T | undefined;

type Shape = Readonly<Record<string, Read<unknown>>>;
type Value<R> = R extends Read<infer T> ? T : never;

/** What an object of a shape holds: the required members for sure. */
export type Fields<S extends Shape, Required extends keyof S> = { readonly [K in Required]: Value<S[K]> } & {
  readonly [K in Exclude<keyof S, Required>]?: Value<S[K]>;
};

/** What a reader reads. */
export type ValueOf<R extends Read<unknown>> = Value<R>;

/** An object with these members and no others; null counts as absent. */
export function object<const S extends Shape, Required extends keyof S & string>(
  shape: S,
  required: readonly Required[],
): Read<Fields<S, Required>> {
  return (value, place) => {
    const given = asObject(value);
    if (given === null) return wrong(place, 'must be an object.');
    const at = (name: string): Place => ({ ...place, field: place.field === '' ? name : `${place.field}.${name}` });
    for (const name of required) if (given[name] == null) wrong(at(name), 'is missing.');
    const members = Object.entries(given).flatMap(([name, member]) => {
      const read = Object.hasOwn(shape, name) ? shape[name] : undefined;
      if (read === undefined) {
        wrong(at(name), `is not known; there are ${Object.keys(shape).join(', ')}.`);
        return [];
      }
      const result = member === null ? undefined : read(member, at(name));
      return result === undefined ? [] : [[name, result] as const];
    });
    const isWhole = required.every((name) => members.some(([member]) => member === name));
    return isWhole ? (Object.fromEntries(members) as Fields<S, Required>) : undefined;
  };
}

/** A list, each of its members read alike. */
export function list<T>(read: Read<T>): Read<readonly T[]> {
  return (value, place) => {
    if (!Array.isArray(value)) return wrong(place, 'must be a list.');
    return value.flatMap((member: unknown, index) => {
      const result = read(member, { ...place, field: `${place.field}[${index}]` });
      return result === undefined ? [] : [result];
    });
  };
}

/** A text of 1 to `max` characters that can be stored. */
export function text(max: number): Read<string> {
  return (value, place) => {
    const isText = typeof value === 'string' && value.trim() !== '' && value.length <= max && isStorable(value);
    return isText ? value : wrong(place, `must be a text of 1 to ${max} characters, not only spaces, without NUL.`);
  };
}

/** A text that a rule of ours judges: it answers what speaks against it. */
export function ruled(check: (given: string) => { readonly message: string } | null): Read<string> {
  return (value, place) => {
    if (typeof value !== 'string') return wrong(place, 'must be a text.');
    const problem = check(value);
    return problem === null ? value : wrong(place, problem.message);
  };
}

/** One of these words. */
export function oneOf<const T extends string>(words: readonly T[]): Read<T> {
  return (value, place) => words.find((word) => word === value) ?? wrong(place, `must be one of ${words.join(', ')}.`);
}

/** A whole number within bounds. */
export function whole(min: number, max: number): Read<number> {
  return (value, place) => {
    const isWhole = typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max;
    return isWhole ? value : wrong(place, `must be a whole number from ${min} to ${max}.`);
  };
}

/** Yes or no. */
export const flag: Read<boolean> = (value, place) =>
  typeof value === 'boolean' ? value : wrong(place, 'must be true or false.');

const ISO = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d))?$/;

/** A moment as ISO 8601 with its zone, or a day (UTC). */
export const moment: Read<Date> = (value, place) => {
  const time = typeof value === 'string' && ISO.test(value) ? Date.parse(value) : NaN;
  return time > 0 ? new Date(time) : wrong(place, 'must be a moment such as 2026-11-01T09:30:00Z, after 1970.');
};

/** An e-mail address, normalized. */
export const email: Read<string> = (value, place) => {
  const address = typeof value === 'string' ? normalizeEmailAddress(value) : null;
  return address ?? wrong(place, 'must be an e-mail address.');
};

function wrong({ field, report }: Place, message: string): undefined {
  report(field, message);
  return undefined;
}
