import { expireSnooze } from '../../domain/lifecycle/expire-snooze';
import { deleteLeftoverSnoozes } from '../../persistence/compile/clean-up/delete-leftover-snoozes';
import { findOrganizationsWithExpiredSnoozes } from '../../persistence/read/list-organization-ids';
import { lockGroupsWithExpiredSnooze } from '../../persistence/read/lock-due-groups';
import type { Executor } from '../../persistence/statement';
import { changeBySystem } from '../follow-clock/change-by-system';
import { walkIssues, type Chunk, type ChunkResult, type ClockDependencies } from '../follow-clock/walk-issues';

/** Ends the archive of issues whose moment has come: snooze and status in one transaction, so that no issue loses one and keeps the other. */
export class LiftSnoozes {
  constructor(private readonly dependencies: ClockDependencies) {}

  /** Of these organizations; absent: of all. Answers how many issues are open again. */
  async execute(organizationIds?: readonly string[]): Promise<number> {
    const { unitOfWork, clock } = this.dependencies;
    const organizations = organizationIds ?? (await findOrganizationsWithExpiredSnoozes(unitOfWork.reader, clock()));
    const lifted = await walkIssues(this.dependencies, organizations, lift);
    return lifted.reduce((sum, count) => sum + count, 0);
  }
}

async function lift(tx: Executor, chunk: Chunk): Promise<ChunkResult<number>> {
  const { organizationId, now } = chunk;
  const locked = await lockGroupsWithExpiredSnooze(tx, chunk, now);
  // An issue that is not archived any more loses what was left of it, and nothing happens to it.
  const leftover = locked.filter(({ status }) => status !== 'IGNORED').map(({ id }) => id);
  if (leftover.length > 0) await tx.rows(deleteLeftoverSnoozes(organizationId, leftover));
  const archived = locked.filter(({ status }) => status === 'IGNORED');
  const changed = await changeBySystem(tx, {
    ...{ organizationId, locked: archived, now },
    apply: (state) => expireSnooze(state, now),
  });
  return { locked, result: changed.length };
}
