import { asObject, type JsonObject } from '../domain/events/untrusted-json';
import { RestError } from './rest-error';

/** What is wrong, by field: sentences, or of an object its fields. */
export interface FieldErrors {
  readonly [field: string]: readonly string[] | FieldErrors;
}

const TRUE = new Set(['true', 't', 'yes', 'y', 'on', '1']);
const FALSE = new Set(['false', 'f', 'no', 'n', 'off', '0']);

/** What the database takes for an integer, and GraphQL for an Int. */
const LARGEST_INTEGER = 2_147_483_647;

/**
 * Reads the fields of a JSON object as leniently as clients are used to. null is as good as absent, and what nobody
 * asks for is not looked at. What is wrong with a field is gathered, for one answer about all of them.
 */
export class BodyReader {
  readonly errors: Record<string, readonly string[] | FieldErrors> = {};

  private constructor(private readonly object: JsonObject) {}

  /** Throws 400 where the body is no object. */
  static of(body: unknown): BodyReader {
    const object = asObject(body ?? {});
    if (object === null) throw new RestError(400, { detail: 'Send a JSON object.' });
    return new BodyReader(object);
  }

  /** Whether the field is there and not null. */
  has(name: string): boolean {
    return this.value(name) !== undefined;
  }

  value(name: string): unknown {
    return Object.hasOwn(this.object, name) ? (this.object[name] ?? undefined) : undefined;
  }

  boolean(name: string): boolean | undefined {
    const value = this.value(name);
    if (value === undefined) return undefined;
    const text = typeof value === 'object' ? '' : String(value).toLowerCase();
    if (TRUE.has(text)) return true;
    return FALSE.has(text) ? false : this.refuse(name, 'Must be a valid boolean.');
  }

  integer(name: string): number | undefined {
    const value = this.value(name);
    if (value === undefined) return undefined;
    const isNumber = typeof value === 'number' || (typeof value === 'string' && /^\s*-?\d{1,15}\s*$/.test(value));
    if (!isNumber || !Number.isSafeInteger(Number(value))) return this.refuse(name, 'A valid integer is required.');
    if (Math.abs(Number(value)) <= LARGEST_INTEGER) return Number(value);
    return this.refuse(name, `Ensure this value is between -${LARGEST_INTEGER} and ${LARGEST_INTEGER}.`);
  }

  text(name: string): string | undefined {
    const value = this.value(name);
    if (value === undefined || typeof value === 'string') return value;
    return typeof value === 'number' ? String(value) : this.refuse(name, 'Not a valid string.');
  }

  /** One of the names, as what it stands for. */
  choice<T>(name: string, choices: Readonly<Record<string, T>>): T | undefined {
    const value = this.value(name);
    if (value === undefined) return undefined;
    if (typeof value === 'string' && Object.hasOwn(choices, value)) return choices[value];
    const shown = typeof value === 'object' ? 'an object' : String(value).slice(0, 100);
    const allowed = `It can be ${Object.keys(choices).join(', ')}.`;
    return this.refuse(name, `"${shown}" is not a valid choice.`, allowed);
  }

  date(name: string): Date | undefined {
    const value = this.value(name);
    if (value === undefined) return undefined;
    const moment = typeof value === 'string' ? new Date(value) : new Date(Number.NaN);
    const year = moment.getUTCFullYear();
    if (year >= 1 && year <= 9_999) return moment;
    return this.refuse(name, 'Not a date and time, as 2026-11-22T10:30:00Z.');
  }

  /** A field that is an object itself; its errors become errors of the field. */
  nested(name: string): BodyReader | undefined {
    const value = this.value(name);
    if (value === undefined) return undefined;
    const object = asObject(value);
    return object === null ? this.refuse(name, 'Must be an object.') : new BodyReader(object);
  }

  refuse(name: string, ...sentences: readonly string[]): undefined {
    this.errors[name] = sentences;
    return undefined;
  }

  /** Throws 400 with what is wrong with which field. */
  check(): void {
    if (Object.keys(this.errors).length > 0) throw fieldsRefused(this.errors);
  }
}

/** 400: what is wrong, by field, and the first of it as the sentence that command lines show. */
export function fieldsRefused(errors: FieldErrors): RestError {
  return new RestError(400, { detail: firstOf(errors), ...errors });
}

function firstOf(errors: FieldErrors): string {
  const [[field, found] = ['', []]] = Object.entries(errors);
  const text = Array.isArray(found) ? found.join(' ') : firstOf(found as FieldErrors);
  return `${field}: ${text}`;
}
