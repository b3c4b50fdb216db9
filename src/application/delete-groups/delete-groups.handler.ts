import { DELETION_CHUNK } from '../../domain/deletion';
import {
  beginDeletion,
  deleteEvents,
  deleteRows,
  finishDeletion,
  waitForEvents,
  type DeletionPage,
  type GroupsToDelete,
} from '../../persistence/compile/delete-groups/delete-groups';
import { PER_ISSUE_TABLES } from '../../persistence/per-issue-tables';
import { findFormerIds } from '../../persistence/read/find-former-ids';
import { findProjectsOfGroups } from '../../persistence/read/find-projects-of-groups';
import type { Statement } from '../../persistence/statement';
import type { UnitOfWork } from '../../persistence/unit-of-work';

/** Rows that one transaction deletes. */
const PAGE = 10_000;

/** What deletions need: transactions and the present moment. */
export interface DeleteGroupsDependencies {
  readonly unitOfWork: UnitOfWork;
  readonly clock: () => Date;
  /** How many issues one run deletes at most, and how many rows one transaction; absent: as many as is usual. */
  readonly chunkSize?: number;
  readonly pageSize?: number;
}

/** How many issues were deleted, or why the request cannot be one of ours. */
export type DeletionResult = { readonly deleted: number } | { readonly aborted: string };

/**
 * Deletes issues with everything that hangs on them, page by page, the issue's own row last. It may stop anywhere, run
 * again, and run twice at once: what is gone is gone, and what was undone meanwhile is left alone.
 */
export class DeleteGroups {
  constructor(private readonly dependencies: DeleteGroupsDependencies) {}

  /** Throws BusyError where others hold the issues. */
  async execute(groups: GroupsToDelete): Promise<DeletionResult> {
    const { unitOfWork, clock, pageSize = PAGE } = this.dependencies;
    const { organizationId, projectId } = groups;
    const aborted = await this.whyNot(groups);
    if (aborted !== null) return { aborted };
    const groupIds = await unitOfWork.transaction((tx) => beginDeletion(tx, groups, clock()));
    if (groupIds.length === 0) return { deleted: 0 };
    await unitOfWork.transaction((tx) => tx.rows(waitForEvents(projectId)));
    // An event that was under way when its issue was merged may have been counted under the issue's former id.
    const formerIds = await findFormerIds(unitOfWork.reader, organizationId, groupIds);
    const page = { organizationId, groupIds: [...groupIds, ...formerIds], limit: pageSize };
    await this.empty(deleteEvents(page), page);
    for (const table of PER_ISSUE_TABLES) {
      // One table after the other, so that one transaction is under way at a time.
      // eslint-disable-next-line no-await-in-loop
      await this.empty(deleteRows(table, page), page);
    }
    return { deleted: await unitOfWork.transaction((tx) => tx.count(finishDeletion(organizationId, groupIds))) };
  }

  /** Deletes page after page until one is not full. */
  private async empty(statement: Statement, { limit }: DeletionPage): Promise<void> {
    let deleted = limit;
    while (deleted >= limit) {
      // Each page is a transaction, so that none is long.
      // eslint-disable-next-line no-await-in-loop
      deleted = await this.dependencies.unitOfWork.transaction((tx) => tx.count(statement));
    }
  }

  private async whyNot({ organizationId, projectId, groupIds }: GroupsToDelete): Promise<string | null> {
    const { unitOfWork, chunkSize = DELETION_CHUNK } = this.dependencies;
    if (groupIds.length === 0) return 'delete_groups.empty_object_ids';
    if (groupIds.length > chunkSize) {
      return `delete_groups.object_ids_too_large: ${groupIds.length} groups is greater than GROUP_CHUNK_SIZE`;
    }
    const projects = [...(await findProjectsOfGroups(unitOfWork.reader, organizationId, groupIds)).values()];
    if (projects.length === 0) return 'delete_groups.no_groups_found';
    const elsewhere = projects.filter((id) => id !== projectId).length;
    if (elsewhere === 0) return null;
    return `delete_groups.project_id_mismatch: ${elsewhere} groups don't belong to project ${projectId}`;
  }
}
