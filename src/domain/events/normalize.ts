import { pathOf } from './culprit';
import { firstLine } from './untrusted-json';

/** Bounds the work of the patterns below, each of which is linear in it. */
const MAX_LENGTH = 1_024;

/** What differs between two occurrences of one error, from the most to the least specific. */
const VARIABLE_PARTS: readonly (readonly [RegExp, string])[] = [
  [/[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64})+/g, '<email>'],
  [/\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\b/gi, '<uuid>'],
  [/\b\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:[.,]\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)?)?\b/g, '<time>'],
  [/\b\d\d:\d\d:\d\d(?:[.,]\d{1,9})?\b/g, '<time>'],
  [/\b(?:\d{1,3}\.){3}\d{1,3}(?::\d{1,5})?\b/g, '<address>'],
  [/(?<![\w:])(?:[0-9a-f]{0,4}:){2,7}[0-9a-f]{1,4}(?![\w:])/gi, '<address>'],
  [/(["'`])(?:[a-z]:)?[\\/][^"'`]{0,512}\1/gi, '<path>'],
  [/\b0x[0-9a-f]+\b/gi, '<hex>'],
  [/\b(?=[a-f]{0,40}\d)[0-9a-f]{8,}\b/gi, '<hex>'],
  [/\b(?=[a-z_]{0,64}\d)(?=\d{0,64}[a-z_])\w{16,}\b/gi, '<id>'],
  [/(?<![a-z\d])[+-]?\d+(?:[.,]\d+)*|\d{3,}/gi, '<number>'],
];

/** The first line of a text with numbers, ids, hex, addresses, quoted paths, e-mails and times replaced by their kind. */
export function normalizeText(text: string): string {
  return VARIABLE_PARTS.reduce(
    (line, [pattern, kind]) => line.replace(pattern, kind),
    firstLine(text).slice(0, MAX_LENGTH),
  );
}

/** A file or module name without host, content hashes and versions, so that a deployment makes no new issue. */
export function normalizeFile(name: string): string {
  return pathOf(name)
    .replace(/(?<=[.\-_@/])(?=[a-z]{0,40}\d)[0-9a-z]{8,40}(?=[.\-_/]|$)/gi, '<hash>')
    .replace(/(?<=^|[.\-_@/])v?\d+(?:\.\d+)+(?:-[0-9a-z.]{1,40})?(?=[.\-_/]|$)/gi, '<version>');
}

/** A function's name without the counters that compilers put into names of lambdas. */
export function normalizeFunction(name: string): string {
  return name.replace(/(?<=[$_])\d+/g, '<number>');
}
