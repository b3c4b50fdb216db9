import { problem, type Problem } from '../problem';
import { isStorable } from '../storable-text';
import { MAX_IDS } from './selection';

const MAX_KEY_LENGTH = 255;

/** What to do when some of the issues are INVALID or CONFLICT. */
export type ErrorPolicy = 'ALL_OR_NOTHING' | 'SKIP_INVALID';

/** Whether a call waits for the end of its operation. */
export type ExecutionMode = 'SYNC' | 'ASYNC';

/** How a bulk operation is to be carried out; defaults are applied by the transport. */
export interface MutationOptions {
  readonly dryRun: boolean;
  readonly errorPolicy: ErrorPolicy;
  /** Absent: inside the call up to its limit, as a job beyond. */
  readonly mode?: ExecutionMode;
  readonly expectedCount?: number;
  /** 1 to 255 characters. */
  readonly idempotencyKey?: string;
  readonly unchangedSince?: Date;
  readonly expectedVersions?: readonly { readonly id: string; readonly version: number }[];
  /** false: people are told nothing. Absent: they are, so that a call that says so is the same as one that does not. */
  readonly notify?: false;
}

/** What speaks against the options before anything is read. */
export function checkOptions(options: MutationOptions): readonly Problem[] {
  const problems: Problem[] = [];
  const refuse = (field: keyof MutationOptions, message: string): void => {
    problems.push(problem('INVALID_INPUT', { message, field: ['options', field] }));
  };
  const { expectedCount, idempotencyKey, expectedVersions } = options;
  if (expectedCount !== undefined && expectedCount < 0) refuse('expectedCount', 'expectedCount must not be negative.');
  if (idempotencyKey !== undefined) {
    const { length } = [...idempotencyKey];
    if (length < 1 || length > MAX_KEY_LENGTH || !isStorable(idempotencyKey)) {
      refuse('idempotencyKey', `idempotencyKey must have 1 to ${MAX_KEY_LENGTH} characters, none of them NUL.`);
    }
    if (options.dryRun) refuse('idempotencyKey', 'A dry run takes no idempotencyKey.');
  }
  if (expectedVersions !== undefined) {
    if (expectedVersions.length > MAX_IDS) refuse('expectedVersions', `expectedVersions may hold at most ${MAX_IDS}.`);
    if (new Set(expectedVersions.map(({ id }) => id)).size < expectedVersions.length) {
      refuse('expectedVersions', 'expectedVersions names an issue twice.');
    }
  }
  return problems;
}
