import { isRefused, readEach } from './read-values';
import type { DatePredicate, Moment, SearchExpression } from './search-expression';
import { searchProblem, type SearchProblem } from './search-problem';
import type { Comparison, RawTerm } from './search-syntax';

type Span = Pick<DatePredicate, 'from' | 'until'>;

const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;
const UNITS: Readonly<Record<string, number>> = { s: 1_000, m: MINUTE, h: 60 * MINUTE, d: DAY, w: 7 * DAY };
const LONGEST_AGO = 36_500 * DAY;

/**
 * A term that takes one date. A date is its whole day in UTC and a time its whole minute, second or millisecond, as
 * written: `>` begins after it and `<` ends before it. `-7d` is the last seven days, `+7d` all that was before them.
 */
export function dateReader(field: DatePredicate['field']): (term: RawTerm) => SearchExpression | SearchProblem {
  return (term) => {
    if (term.list) return searchProblem(`'${term.key}' takes no list`, term.values[0].position);
    const spans = readEach({ ...term, comparison: null }, term.key, (text) => span(text, term.comparison));
    if (isRefused(spans)) return spans;
    return { kind: 'date', field, from: null, until: null, ...spans[0] };
  };
}

function span(text: string, comparison: Comparison | null): Span | undefined {
  return /^[-+]/.test(text) ? relative(text, comparison) : absolute(text, comparison);
}

function relative(text: string, comparison: Comparison | null): Span | undefined {
  const [, sign, amount, unit] = /^([-+])(\d{1,9})([smhdw])$/.exec(text) ?? [];
  const milliseconds = Number(amount) * (UNITS[unit ?? ''] ?? NaN);
  if (!(milliseconds <= LONGEST_AGO) || (sign === '+' && comparison !== null)) return undefined;
  const moment: Moment = { kind: 'ago', milliseconds };
  const isBefore = sign === '+' || comparison === '<' || comparison === '<=';
  return isBefore ? { from: null, until: moment } : { from: moment, until: null };
}

function absolute(text: string, comparison: Comparison | null): Span | undefined {
  const read = period(text);
  if (!read) return undefined;
  const [start, end] = read.map((time): Moment => ({ kind: 'at', time })) as [Moment, Moment];
  switch (comparison) {
    case '>':
      return { from: end, until: null };
    case '>=':
      return { from: start, until: null };
    case '<':
      return { from: null, until: start };
    case '<=':
      return { from: null, until: end };
    case null:
      return { from: start, until: end };
  }
}

const ISO = /^(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d)(:\d\d)?(\.\d{1,3})?\d{0,6}(Z|[-+]\d\d:\d\d)?)?$/;

/** Start and end in epoch milliseconds. Without an offset it is UTC. */
function period(text: string): readonly [number, number] | undefined {
  const [, day, minute, second, fraction, offset] = ISO.exec(text) ?? [];
  if (day === undefined || !isDay(day) || (fraction !== undefined && second === undefined)) return undefined;
  if (minute === undefined) return [Date.parse(day), Date.parse(day) + DAY];
  const start = Date.parse(`${day}T${minute}${second ?? ':00'}${fraction ?? ''}${offset ?? 'Z'}`);
  const length = fraction === undefined ? (second === undefined ? MINUTE : 1_000) : 1;
  return Number.isNaN(start) ? undefined : [start, start + length];
}

/** JavaScript reads the 30th of February as a day in March; here it is no day. */
function isDay(day: string): boolean {
  const time = Date.parse(day);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(day);
}
