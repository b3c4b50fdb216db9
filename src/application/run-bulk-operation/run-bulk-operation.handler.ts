import type { OperationKey } from '../../domain/bulk-operation';
import type { Problem } from '../../domain/problem';
import { addJobs } from '../../persistence/compile/add-jobs';
import { claimSlice, hasWorkLeft, holdOperation, recordSlice } from '../../persistence/compile/operations/claim-slice';
import { recordWholeSet } from '../../persistence/compile/operations/end-operation';
import { operationJob, type OperationSlot } from '../../persistence/compile/operations/operation-jobs';
import { readOperationToRun, tryToHoldFreeze, type OperationToRun } from '../../persistence/read/read-operation-to-run';
import type { Executor } from '../../persistence/statement';
import { endWith } from './end-with';
import { freezeOperation } from './freeze-operation';
import { noteFailure } from './note-failure';
import type { StoredRequest } from '../bulk-mutate-issues/stored-request';
import type { Fate, WholeWork, WorkInParts } from './operation-work';
import { Pace } from './pace';
import { readWork } from './read-work';
import type { RunBulkOperationDependencies } from './run-bulk-operation-dependencies';
import { startWaiting } from './start-waiting';

/** How long one job works before others get their turn. */
const TURN_MS = 3_000;
/** How long an operation waits whose issues others hold. */
const PAUSE_MS = 1_000;

/** What became of a transaction, and how many issues it took. */
interface Step {
  readonly fate: Fate;
  readonly issues: number;
  /** Why the operation cannot go on: what it refers to is gone. */
  readonly problems?: readonly Problem[];
}

/**
 * Carries on an operation that runs as a job: freezes its set, then changes some issues a transaction, each with its
 * outcome. It may stop anywhere, run again, and run several times at once: whoever comes takes what nobody else is at.
 */
export class RunBulkOperation {
  constructor(private readonly dependencies: RunBulkOperationDependencies) {}

  /** Works for one turn, and asks for the next one where there is more to do. What throws is noted, and tried again. */
  async execute(slot: OperationSlot): Promise<void> {
    const [turn] = await Promise.allSettled([this.takeTurn(slot)]);
    if (turn.status === 'fulfilled') return;
    await Promise.allSettled([noteFailure(this.dependencies, slot)]);
    throw turn.reason;
  }

  private async takeTurn({ slot, ...key }: OperationSlot): Promise<void> {
    const { unitOfWork, settings } = this.dependencies;
    const operation = await this.begin(key);
    if (operation === null) return;
    const work = await readWork(unitOfWork.reader, operation, settings);
    if ('code' in work) {
      await unitOfWork.transaction((tx) => endWith(tx, this.dependencies, { ...operation, problems: [work] }));
      return;
    }
    const fate = work.isWhole ? await this.carryOutWhole(operation, work) : await this.carryOut(operation, work);
    if (fate === 'goes on' || fate === 'busy') await this.ask({ ...key, slot }, fate === 'busy' ? PAUSE_MS : 0);
  }

  /** The operation where it runs by now; null: it waits for its turn, or has ended. */
  private async begin(key: OperationKey): Promise<OperationToRun | null> {
    const { unitOfWork, clock, settings } = this.dependencies;
    const { organizationId } = key;
    let operation = await readOperationToRun(unitOfWork.reader, key);
    if (operation?.state === 'PENDING') {
      await unitOfWork.transaction((tx) => startWaiting(tx, { organizationId, now: clock(), settings }));
      operation = await readOperationToRun(unitOfWork.reader, key);
    }
    return operation?.state === 'RUNNING' ? operation : null;
  }

  /** In one transaction, whose issues are its set; a merge is at most as large as what is done inside a call. */
  private carryOutWhole(operation: OperationToRun, work: WholeWork): Promise<Fate> {
    const { unitOfWork, clock } = this.dependencies;
    return unitOfWork.transaction(
      async (tx): Promise<Fate> => {
        if (!(await tryToHoldFreeze(tx, operation))) return 'stopped';
        if ((await holdOperation(tx, operation)) !== 'RUNNING') return 'stopped';
        const now = clock();
        const done = await work.carryOut(tx, { operation, now });
        if ('counts' in done) await tx.count(recordWholeSet(operation, { ...done, now }));
        const end = 'counts' in done ? { problems: [], undoUntil: done.undoUntil } : { problems: done };
        await endWith(tx, this.dependencies, { ...operation, ...end });
        return 'done';
      },
      () => 'busy',
    );
  }

  private async carryOut(given: OperationToRun, work: WorkInParts): Promise<Fate> {
    const { clock, unitOfWork } = this.dependencies;
    const end = clock().getTime() + TURN_MS;
    let fate: Fate = given.isFrozen ? 'goes on' : await freezeOperation(this.dependencies, given, work);
    if (fate !== 'goes on') return fate;
    // What is known of the set is known only now.
    const operation = given.isFrozen ? given : await readOperationToRun(unitOfWork.reader, given);
    if (operation === null) return 'stopped';
    const pace = new Pace((operation.request as StoredRequest | null)?.failures?.count ?? 0);
    do {
      // Each step begins when the one before is committed.
      // eslint-disable-next-line no-await-in-loop
      fate = await this.step(operation, work, pace);
    } while (fate === 'goes on' && clock().getTime() < end);
    return fate;
  }

  /** Changes some issues, or notes the end where none is left. */
  private async step(operation: OperationToRun, work: WorkInParts, pace: Pace): Promise<Fate> {
    const { unitOfWork, clock } = this.dependencies;
    const begun = clock();
    const { fate, issues, problems } = await unitOfWork.transaction<Step>(
      (tx) => this.carryOutSlice(tx, { operation, work, issues: pace.issues }),
      () => ({ fate: 'busy', issues: 0 }),
    );
    if (fate === 'busy') return pace.wasBusy() ? 'goes on' : 'busy';
    if (fate === 'goes on') pace.took(issues, clock().getTime() - begun.getTime());
    if (problems) await unitOfWork.transaction((tx) => endWith(tx, this.dependencies, { ...operation, problems }));
    if (fate === 'done') await unitOfWork.transaction((tx) => this.endWhereNothingIsLeft(tx, operation));
    return fate;
  }

  private async carryOutSlice(
    tx: Executor,
    { operation, work, issues }: { operation: OperationToRun; work: WorkInParts; issues: number },
  ): Promise<Step> {
    if ((await holdOperation(tx, operation)) !== 'RUNNING') return { fate: 'stopped', issues: 0 };
    const slice = await claimSlice(tx, operation, issues);
    if (slice === null) return { fate: 'done', issues: 0 };
    const now = this.dependencies.clock();
    const counts = await work.carryOut(tx, { operation, now }, slice);
    if (!('changed' in counts)) return { fate: 'stopped', issues: 0, problems: counts };
    await tx.rows(recordSlice(operation, slice, { counts, now }));
    return { fate: 'goes on', issues: slice.issues.length };
  }

  /** Of those who work on it at the same time, the last one finds nothing left. */
  private async endWhereNothingIsLeft(tx: Executor, operation: OperationToRun): Promise<void> {
    if (await hasWorkLeft(tx, operation)) return;
    await endWith(tx, this.dependencies, { ...operation, problems: [] });
  }

  private async ask(slot: OperationSlot, pauseMs: number): Promise<void> {
    const { unitOfWork, clock } = this.dependencies;
    const runAt = new Date(clock().getTime() + pauseMs);
    await unitOfWork.transaction((tx) => tx.rows(addJobs([operationJob(slot, runAt)])));
  }
}
