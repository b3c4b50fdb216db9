import { forecast } from '../../domain/escalation/forecast';
import { forecastWindow } from '../../domain/escalation/recent-events';
import { next } from '../../domain/state/step';
import { listOrganizationIds } from '../../persistence/read/list-organization-ids';
import { lockForecastGroups } from '../../persistence/read/lock-due-groups';
import { readRecentEvents } from '../../persistence/read/read-recent-events';
import type { Executor } from '../../persistence/statement';
import { changeBySystem } from '../follow-clock/change-by-system';
import { walkIssues, type Chunk, type ChunkResult, type ClockDependencies } from '../follow-clock/walk-issues';

/** Makes forecasts anew, of the past week, for issues that are archived until they escalate and were seen in it. */
export class RefreshForecasts {
  constructor(private readonly dependencies: ClockDependencies) {}

  /** Of these organizations; absent: of all. Answers how many forecasts it has made. */
  async execute(organizationIds?: readonly string[]): Promise<number> {
    const organizations = organizationIds ?? (await listOrganizationIds(this.dependencies.unitOfWork.reader));
    const made = await walkIssues(this.dependencies, organizations, refresh);
    return made.reduce((sum, count) => sum + count, 0);
  }
}

async function refresh(tx: Executor, chunk: Chunk): Promise<ChunkResult<number>> {
  const { organizationId, now } = chunk;
  const window = forecastWindow(now);
  const locked = await lockForecastGroups(tx, chunk, window.from);
  const groupIds = locked.map(({ id }) => id);
  const events = await readRecentEvents(tx, { organizationId, groupIds, window });
  const changed = await changeBySystem(tx, {
    ...{ organizationId, locked, now },
    apply: (state) => {
      const made = forecast(events.get(state.id) ?? null, { firstSeen: state.firstSeen, now });
      // Where nothing is known, what was known before goes on.
      return made === null ? null : next({ ...state, forecast: made });
    },
  });
  return { locked, result: changed.length };
}
