import type { Caller } from '../../domain/access';
import { operationPace, type OperationPace, type OutcomeStatus } from '../../domain/bulk-operation';
import { isIdentifier } from '../../domain/identifier';
import { sliceOf, slicesByParent, type PageRequest, type PageSlice } from '../../domain/page';
import { ISSUE_READERS, organizationsWith, requireOrganization, requireScope } from '../../domain/permission';
import type { TenantKey } from '../../domain/tenant-key';
import type { CountRow } from '../../persistence/read/count-row';
import { findVisibleKeys } from '../../persistence/read/find-visible-keys';
import * as operations from '../../persistence/read/read-bulk-operations';
import { countOutcomes, readOutcomePages, type OutcomeRow } from '../../persistence/read/read-outcomes';
import { countSelectedIssues, readSelectedIssuePages } from '../../persistence/read/read-selected-issues';
import type { SelectedIssueRow } from '../../persistence/read/read-selected-issues';
import type { ReadDependencies } from '../read-dependencies';

/** The record of a bulk operation as of now, without what was asked for and without its outcomes. */
export type OperationView = operations.BulkOperationRow & OperationPace;
/** What a bulk operation was asked to do, and to which issues. */
export type OperationRequestView = operations.BulkOperationRequestRow;
/** How large that is, in bytes. */
export type OperationRequestSizeView = operations.BulkOperationRequestSizeRow;
/** What became of one issue of an operation. */
export type OutcomeView = OutcomeRow;
/** An issue that an operation selected, by its keys. */
export type SelectedIssueView = SelectedIssueRow;

type Keys = readonly TenantKey[];
/** Outcomes of these operations; `statuses` null: of any kind. */
interface OutcomeSelection {
  readonly keys: Keys;
  readonly statuses: readonly OutcomeStatus[] | null;
}
type Pages<T> = Promise<ReadonlyMap<string, PageSlice<T>>>;

/** Reads bulk operations of the organizations whose issues the caller may read; maps are by the operation's id. */
export class ReadOperations {
  constructor(private readonly dependencies: ReadDependencies) {}

  async byKeys(caller: Caller, keys: Keys): Promise<readonly OperationView[]> {
    const readable = new Set(organizationsWith(caller, ISSUE_READERS).map(({ organizationId }) => organizationId));
    const visible = keys.filter(({ organizationId }) => readable.has(organizationId));
    return this.asOfNow(await operations.readBulkOperations(this.reader, visible));
  }

  /** One operation for several callers, each of whom must be known to read the issues of its organization. */
  async unchecked(key: TenantKey): Promise<OperationView | null> {
    const [operation] = this.asOfNow(await operations.readBulkOperations(this.reader, [key]));
    return operation ?? null;
  }

  /** What was asked for, of operations that were read before: one statement for any number. */
  requests(keys: Keys): Promise<readonly OperationRequestView[]> {
    return operations.readBulkOperationRequests(this.reader, keys);
  }

  /** How much what was asked for would be, without reading it: one statement for any number. */
  requestSizes(keys: Keys): Promise<readonly OperationRequestSizeView[]> {
    return operations.readBulkOperationRequestSizes(this.reader, keys);
  }

  /** Those of the issues that the caller sees: the error of an operation names some, and not everybody may know them. */
  visibleIssues(caller: Caller, issues: Keys): Promise<Keys> {
    return findVisibleKeys(this.reader, issues, organizationsWith(caller, ISSUE_READERS));
  }

  /** One operation by its id, in whichever organization the caller reaches; PERMISSION_DENIED without event:read. */
  async byId(caller: Caller, id: string): Promise<OperationView | null> {
    requireScope(caller, ISSUE_READERS);
    if (!isIdentifier(id)) return null;
    const keys = organizationsWith(caller, ISSUE_READERS).map(({ organizationId }) => ({ organizationId, id }));
    const [operation] = await this.byKeys(caller, keys);
    return operation ?? null;
  }

  /** A page of an organization's operations, newest first; NOT_FOUND for one that the caller does not reach. */
  async page(caller: Caller, organizationSlug: string, page: PageRequest): Promise<PageSlice<OperationView>> {
    const organizationId = this.organizationOf(caller, organizationSlug);
    return sliceOf(this.asOfNow(await operations.readBulkOperationPage(this.reader, organizationId, page)), page.first);
  }

  async count(caller: Caller, organizationSlug: string): Promise<number> {
    return operations.countBulkOperations(this.reader, this.organizationOf(caller, organizationSlug));
  }

  /** A page of each operation's outcomes, without those of issues in projects that the caller does not see. */
  async outcomePages(caller: Caller, { keys, statuses }: OutcomeSelection, page: PageRequest): Pages<OutcomeView> {
    const question = { operations: keys, statuses, organizations: organizationsWith(caller, ISSUE_READERS) };
    return slicesByParent(await readOutcomePages(this.reader, question, page), page.first);
  }

  outcomeCounts(caller: Caller, { keys, statuses }: OutcomeSelection): Promise<readonly CountRow[]> {
    const question = { operations: keys, statuses, organizations: organizationsWith(caller, ISSUE_READERS) };
    return countOutcomes(this.reader, question);
  }

  /** A page of the issues that each operation selected and the caller still sees, in the order of the outcomes. */
  async issuePages(caller: Caller, keys: Keys, page: PageRequest): Pages<SelectedIssueView> {
    const question = { operations: keys, organizations: organizationsWith(caller, ISSUE_READERS) };
    return slicesByParent(await readSelectedIssuePages(this.reader, question, page), page.first);
  }

  issueCounts(caller: Caller, keys: Keys): Promise<readonly CountRow[]> {
    const question = { operations: keys, organizations: organizationsWith(caller, ISSUE_READERS) };
    return countSelectedIssues(this.reader, question);
  }

  private asOfNow(rows: readonly operations.BulkOperationRow[]): OperationView[] {
    const now = this.dependencies.clock();
    return rows.map((row) => ({ ...row, ...operationPace(row, now) }));
  }

  private organizationOf(caller: Caller, slug: string): string {
    requireScope(caller, ISSUE_READERS);
    return requireOrganization(caller, slug).organizationId;
  }

  private get reader(): ReadDependencies['unitOfWork']['reader'] {
    return this.dependencies.unitOfWork.reader;
  }
}
