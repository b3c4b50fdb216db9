import type { FactReader } from '../../domain/attributes/strategy';
import { forecastWindow } from '../../domain/escalation/recent-events';
import type { LockedGroup } from '../../persistence/read/lock-groups';
import { readAssignee } from '../../persistence/read/read-assignee';
import { readProjectsWithFeature } from '../../persistence/read/read-projects-with-feature';
import { readRecentEvents } from '../../persistence/read/read-recent-events';
import { readReleaseFacts } from '../../persistence/read/read-release-facts';
import type { Executor } from '../../persistence/statement';

interface LockedIssues {
  readonly organizationId: string;
  readonly locked: readonly LockedGroup[];
  readonly now: Date;
  /** Of the whole set, where these issues are a part of it; null: they are all. */
  readonly projectIds: readonly string[] | null;
}

/** Where attributes look up what they refer to; nothing is read before one asks. */
export function factReader(tx: Executor, { organizationId, locked, now, ...set }: LockedIssues): FactReader {
  const groupIds = locked.map(({ id }) => id);
  const projectIds = set.projectIds ?? [...new Set(locked.map(({ projectId }) => projectId))];
  return {
    assignee: (reference) => readAssignee(tx, organizationId, reference),
    projectsWith: (feature) => readProjectsWithFeature(tx, { organizationId, projectIds, feature }),
    recentEvents: () => readRecentEvents(tx, { organizationId, groupIds, window: forecastWindow(now) }),
    releases: (form) => readReleaseFacts(tx, { organizationId, projectIds, groupIds, form }),
  };
}
