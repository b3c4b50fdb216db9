import type { Caller, OrganizationAccess } from '../../domain/access';
import { isIdentifier } from '../../domain/identifier';
import { ISSUE_READERS, organizationsWith, requireOrganization, requireScope } from '../../domain/permission';
import { parseShortId } from '../../domain/short-id';
import type { TenantKey } from '../../domain/tenant-key';
import { findGroupByShortId } from '../../persistence/read/find-group-by-short-id';
import { findRedirects } from '../../persistence/read/find-redirects';
import { findSharedGroup } from '../../persistence/read/find-shared-group';
import { readIssueDetails } from '../../persistence/read/read-issue-details';
import { readLatestEvents, type EventRow } from '../../persistence/read/read-latest-events';
import type { ReadDependencies } from '../read-dependencies';
import { issueView, type IssueView } from './issue-view';

/** An event as it was received. */
export type EventView = EventRow;

const SHARE_ID = /^[0-9a-f]{32}$/;

/** Reads issues that a caller may see; what is unknown, foreign, invisible or deleted is simply absent. */
export class ReadIssues {
  constructor(private readonly dependencies: ReadDependencies) {}

  /** The issues with everything that hangs on them, in no order: one statement for any number. */
  async byKeys(caller: Caller, keys: readonly TenantKey[]): Promise<readonly IssueView[]> {
    const { unitOfWork, clock } = this.dependencies;
    const organizations = organizationsWith(caller, ISSUE_READERS);
    const question = { keys, organizations, viewerId: caller.user?.id ?? null };
    const rows = await readIssueDetails(unitOfWork.reader, question);
    const now = clock();
    return rows.map((row) => issueView(row, now));
  }

  /** One issue by its id, or the one that it was merged into, wherever the caller reaches; throws PERMISSION_DENIED without event:read. */
  async byId(caller: Caller, id: string): Promise<IssueView | null> {
    requireScope(caller, ISSUE_READERS);
    if (!isIdentifier(id)) return null;
    const keys = organizationsWith(caller, ISSUE_READERS).map(({ organizationId }) => ({ organizationId, id }));
    const [issue] = await this.byKeys(caller, keys);
    if (issue !== undefined) return issue;
    const redirects = await findRedirects(this.dependencies.unitOfWork.reader, keys);
    const [merged] = redirects.length === 0 ? [] : await this.byKeys(caller, redirects);
    return merged ?? null;
  }

  /** One issue by its short id, also one that it had before it was merged into another; NOT_FOUND for an organization that the caller does not reach. */
  async byShortId(caller: Caller, organizationSlug: string, text: string): Promise<IssueView | null> {
    requireScope(caller, ISSUE_READERS);
    const organization: OrganizationAccess = requireOrganization(caller, organizationSlug);
    const shortId = parseShortId(text);
    if (shortId === null) return null;
    const id = await findGroupByShortId(this.dependencies.unitOfWork.reader, organization, shortId);
    if (id === null) return null;
    const [issue] = await this.byKeys(caller, [{ organizationId: organization.organizationId, id }]);
    return issue ?? null;
  }

  /** The issue behind a share link, for anybody who has it; null where nothing is shared under it. */
  async shared(shareId: string): Promise<IssueView | null> {
    const { unitOfWork, clock } = this.dependencies;
    const found = SHARE_ID.test(shareId) ? await findSharedGroup(unitOfWork.reader, shareId) : null;
    if (found === null) return null;
    const { organizationId, projectId } = found;
    const organizations = [{ organizationId, projects: new Map([[projectId, '']]) }];
    const [row] = await readIssueDetails(unitOfWork.reader, { keys: [found], organizations, viewerId: null });
    return row === undefined ? null : issueView(row, clock());
  }

  /** The event that arrived last, of issues that were read before: one statement for any number. */
  latestEvents(issues: readonly TenantKey[]): Promise<readonly EventView[]> {
    return readLatestEvents(this.dependencies.unitOfWork.reader, issues);
  }
}
