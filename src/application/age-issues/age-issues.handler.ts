import {
  ageToOngoing,
  ongoingSince,
  passingSubstatus,
  type PassingSubstatus,
} from '../../domain/lifecycle/age-to-ongoing';
import { listOrganizationIds } from '../../persistence/read/list-organization-ids';
import { lockPassingGroups } from '../../persistence/read/lock-due-groups';
import { readSubstatusDates } from '../../persistence/read/read-substatus-dates';
import type { Executor } from '../../persistence/statement';
import { changeBySystem } from '../follow-clock/change-by-system';
import { walkIssues, type Chunk, type ChunkResult, type ClockDependencies } from '../follow-clock/walk-issues';

/** Issues that became ongoing, by what they were before. */
export type AgedIssues = Readonly<Record<PassingSubstatus, number>>;

/** Makes issues ongoing that have been new, regressed or escalating for a week. */
export class AgeIssues {
  constructor(private readonly dependencies: ClockDependencies) {}

  /** Of these organizations; absent: of all. */
  async execute(organizationIds?: readonly string[]): Promise<AgedIssues> {
    const organizations = organizationIds ?? (await listOrganizationIds(this.dependencies.unitOfWork.reader));
    const aged = (await walkIssues(this.dependencies, organizations, age)).flat();
    const count = (substatus: PassingSubstatus): number => aged.filter((was) => was === substatus).length;
    return { NEW: count('NEW'), REGRESSED: count('REGRESSED'), ESCALATING: count('ESCALATING') };
  }
}

async function age(tx: Executor, chunk: Chunk): Promise<ChunkResult<readonly (PassingSubstatus | null)[]>> {
  const { organizationId, now } = chunk;
  const locked = await lockPassingGroups(tx, chunk, ongoingSince(now));
  const ids = locked.map(({ id }) => id);
  const entered = await readSubstatusDates(tx, organizationId, ids);
  const changed = await changeBySystem(tx, {
    ...{ organizationId, locked, now },
    apply: (state) => ageToOngoing(state, { entered: entered.get(state.id) ?? null, now }),
  });
  return { locked, result: changed.map(passingSubstatus) };
}
