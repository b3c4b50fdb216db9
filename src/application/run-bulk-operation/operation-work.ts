import type { OutcomeCounts } from '../../domain/bulk-operation';
import type { Problem } from '../../domain/problem';
import type { Slice } from '../../persistence/compile/operations/claim-slice';
import type { OperationToRun } from '../../persistence/read/read-operation-to-run';
import type { Executor } from '../../persistence/statement';
import type { SetFacts } from '../bulk-mutate-issues/stored-request';

/** A set whose pages are written, or what speaks against it. */
export interface FrozenWork {
  /** Why nothing of it may be done. */
  readonly problems: readonly Problem[];
  /** Whether the set stays known although it is refused. */
  readonly keepsSet: boolean;
  /** Issues that were named and are no part of the set; their outcomes are written. */
  readonly counts: { readonly notFound: number; readonly skipped: number };
  /** Issues in the set. */
  readonly size: number;
  readonly facts: SetFacts;
}

/** What came of an operation that was carried out in one step; its changes and outcomes are written. */
export interface WholeResult {
  readonly counts: OutcomeCounts;
  readonly applied: unknown;
  /** Until when it can be undone, if it has changed anything. */
  readonly undoUntil: Date;
}

/** A moment of a job. */
export interface Moment {
  readonly operation: OperationToRun;
  readonly now: Date;
}

/** What a kind of operation makes of issues that it changes one by one. Everything happens in the transaction that is handed in. */
export interface WorkInParts {
  readonly isWhole: false;
  /** Finds the issues, writes the pages, and checks all that can be checked before the first change. */
  freeze(tx: Executor, moment: Moment): Promise<FrozenWork>;
  /** Changes some issues of the frozen set, and writes their outcomes. Problems: what it needs is gone, and nothing was written. */
  carryOut(tx: Executor, moment: Moment, slice: Slice): Promise<OutcomeCounts | readonly Problem[]>;
}

/** The same of issues that are judged as one. */
export interface WholeWork {
  readonly isWhole: true;
  /** Does everything. Problems: nothing was written. */
  carryOut(tx: Executor, moment: Moment): Promise<WholeResult | readonly Problem[]>;
}

/** What one kind of operation makes of its issues. */
export type OperationWork = WorkInParts | WholeWork;

/** What became of one step; busy: others hold the issues; stopped: the operation has ended, or others are at it. */
export type Fate = 'done' | 'goes on' | 'stopped' | 'busy';
