import { resolveByAge } from '../../domain/lifecycle/resolve-by-age';
import { drawActivityIds } from '../../persistence/read/draw-identifiers';
import { findOrganizationsWithResolveAges } from '../../persistence/read/list-organization-ids';
import { lockQuietGroups } from '../../persistence/read/lock-due-groups';
import type { Executor } from '../../persistence/statement';
import { changeBySystem } from '../follow-clock/change-by-system';
import { walkIssues, type Chunk, type ChunkResult, type ClockDependencies } from '../follow-clock/walk-issues';

/** Few at a time: their counters are locked, and an event of one of them waits. */
const CHUNK_SIZE = 100;

/** Writes down what is shown already: issues that have been quiet for their project's resolve age are resolved. */
export class ResolveByAge {
  constructor(private readonly dependencies: ClockDependencies) {}

  /** Of these organizations; absent: of all. Answers how many issues it has resolved. */
  async execute(organizationIds?: readonly string[]): Promise<number> {
    const { reader } = this.dependencies.unitOfWork;
    const organizations = organizationIds ?? (await findOrganizationsWithResolveAges(reader));
    const resolved = await walkIssues({ chunkSize: CHUNK_SIZE, ...this.dependencies }, organizations, resolve);
    return resolved.reduce((sum, count) => sum + count, 0);
  }
}

async function resolve(tx: Executor, chunk: Chunk): Promise<ChunkResult<number>> {
  const { organizationId, now } = chunk;
  const { due, quiet } = await lockQuietGroups(tx, chunk, now);
  const ids = await drawActivityIds(tx, quiet.length);
  const activityIds = new Map(quiet.map(({ id }, index) => [id, ids[index] ?? '']));
  const changed = await changeBySystem(tx, {
    ...{ organizationId, locked: quiet, now },
    apply: (state) => resolveByAge(state, { now, activityId: activityIds.get(state.id) ?? '' }),
  });
  return { locked: due, result: changed.length };
}
