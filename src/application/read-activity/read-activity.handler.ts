import { slicesByParent, type PageRequest, type PageSlice } from '../../domain/page';
import type { TenantKey } from '../../domain/tenant-key';
import type { CountRow } from '../../persistence/read/count-row';
import { countActivityFeeds, readActivityFeeds, type ActivityRow } from '../../persistence/read/read-activity-feeds';
import type { ReadDependencies } from '../read-dependencies';

/** One line of an issue's feed; `parentId` is the issue, the id 0 the line of the first event. */
export type ActivityView = ActivityRow;

/** Reads the feeds of issues that were read before. */
export class ReadActivity {
  constructor(private readonly dependencies: ReadDependencies) {}

  /** A page of each issue's feed, newest first, equal neighbours as one, the first event last: one statement. */
  async pages(issues: readonly TenantKey[], page: PageRequest): Promise<ReadonlyMap<string, PageSlice<ActivityView>>> {
    const rows = await readActivityFeeds(this.dependencies.unitOfWork.reader, issues, page);
    return slicesByParent(rows, page.first);
  }

  /** How many lines each feed has. */
  counts(issues: readonly TenantKey[]): Promise<readonly CountRow[]> {
    return countActivityFeeds(this.dependencies.unitOfWork.reader, issues);
  }
}
