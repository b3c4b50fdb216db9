import { problem, type Problem, type ProblemCode } from '../problem';
import { isStorable } from '../storable-text';
import type { ResolveForm } from './status/resolve-form';

/** Characters of a version, or of the name of a commit or repository. */
const MAX_LENGTH = 250;

/** How a RESOLVED status is meant; false means absent. */
export interface ResolveDetailsInput {
  /** A version, or `latest`. */
  readonly inRelease?: string;
  readonly inNextRelease?: boolean;
  readonly inUpcomingRelease?: boolean;
  readonly inFutureRelease?: string;
  readonly inCommit?: { readonly commit: string; readonly repository: string };
}

/** What a call can say of a status. */
export type StatusInput = 'UNRESOLVED' | 'RESOLVED' | 'RESOLVED_IN_NEXT_RELEASE' | 'IGNORED';

/** The form of resolving (undefined: none is named), or what speaks against it. */
export type ResolveFormReading =
  | { readonly valid: true; readonly form: ResolveForm | undefined }
  | { readonly valid: false; readonly problems: readonly Problem[] };

/** Gives the details their meaning: one form at most, and only with a status that resolves. */
export function readResolveForm(details: ResolveDetailsInput, status: StatusInput | undefined): ResolveFormReading {
  const texts = TEXTS.filter(([, textOf]) => !isUsable(textOf(details)));
  if (texts.length > 0) return refused(texts.map(([path]) => unusable(path)));
  const forms = formsOf(details);
  const [first, second] = forms;
  const isBare = status === 'RESOLVED_IN_NEXT_RELEASE';
  if (first === undefined) return { valid: true, form: isBare ? { in: 'next-release', isBare } : undefined };
  if (second !== undefined) {
    return refused([
      conflict(second.field, `Give one of ${first.field} and ${second.field}: an issue is resolved once.`),
    ]);
  }
  if (isBare && first.form.in !== 'next-release') {
    return refused([conflict(first.field, `${first.field} contradicts the status RESOLVED_IN_NEXT_RELEASE.`)]);
  }
  if (!isBare && status !== 'RESOLVED') {
    return refused([conflict(first.field, `${first.field} goes with the status RESOLVED only.`)]);
  }
  return { valid: true, form: first.form };
}

type Field = keyof ResolveDetailsInput;

function formsOf(details: ResolveDetailsInput): readonly { readonly field: Field; readonly form: ResolveForm }[] {
  const { inRelease, inNextRelease, inUpcomingRelease, inFutureRelease, inCommit } = details;
  const forms: { field: Field; form: ResolveForm }[] = [];
  if (inNextRelease === true) forms.push({ field: 'inNextRelease', form: { in: 'next-release', isBare: false } });
  if (inUpcomingRelease === true) forms.push({ field: 'inUpcomingRelease', form: { in: 'upcoming-release' } });
  if (inRelease === 'latest') forms.push({ field: 'inRelease', form: { in: 'latest-release' } });
  else if (inRelease !== undefined) forms.push({ field: 'inRelease', form: { in: 'release', version: inRelease } });
  if (inFutureRelease !== undefined) {
    forms.push({ field: 'inFutureRelease', form: { in: 'future-release', version: inFutureRelease } });
  }
  if (inCommit !== undefined) forms.push({ field: 'inCommit', form: { in: 'commit', ...inCommit } });
  return forms;
}

const TEXTS: readonly (readonly [readonly string[], (details: ResolveDetailsInput) => string | undefined])[] = [
  [['inRelease'], ({ inRelease }) => inRelease],
  [['inFutureRelease'], ({ inFutureRelease }) => inFutureRelease],
  [['inCommit', 'commit'], ({ inCommit }) => inCommit?.commit],
  [['inCommit', 'repository'], ({ inCommit }) => inCommit?.repository],
];

function isUsable(text: string | undefined): boolean {
  return text === undefined || (text.trim() !== '' && text.length <= MAX_LENGTH && isStorable(text));
}

function unusable(path: readonly string[]): Problem {
  const message = `${path.join('.')} must have 1 to ${MAX_LENGTH} characters, none of them NUL.`;
  return details('INVALID_INPUT', path, message);
}

function conflict(field: Field, message: string): Problem {
  return details('CONFLICTING_ATTRIBUTES', [field], message);
}

function details(code: ProblemCode, path: readonly string[], message: string): Problem {
  return problem(code, { message, field: ['input', 'statusDetails', ...path] });
}

function refused(problems: readonly Problem[]): ResolveFormReading {
  return { valid: false, problems };
}
