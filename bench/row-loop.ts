import { In, type DataSource } from 'typeorm';
import { createDataSource } from '../src/persistence/data-source';
import { Group } from '../src/persistence/entities/group.entity';
import { assignRow } from './row-loop-assign';
import { resolveRow } from './row-loop-resolve';

/** Who changes what, row by row. */
export interface RowLoopScope {
  readonly organizationId: string;
  readonly actorId: string;
  /** null: the issues are only resolved. */
  readonly assigneeId: string | null;
}

/**
 * The shape in which the reference does the same: repository calls, issue by issue. The selection is one SELECT; then
 * each issue is resolved in a transaction of its own (row-loop-resolve.ts: up to 12 statements, BEGIN and COMMIT, SAVEPOINT
 * and RELEASE), and after that each issue is assigned (row-loop-assign.ts: up to 7 and these). Kinder than the reference
 * where it commits every statement of an assignment alone: here these are one transaction, too; and what it hands to
 * other systems (signals, tasks, mails, analytics) is left out. It keeps no outcomes and no before-image.
 */
export async function runRowLoop(dataSource: DataSource, ids: readonly string[], scope: RowLoopScope): Promise<void> {
  const { organizationId } = scope;
  const groups = await dataSource.manager.findBy(Group, { organizationId, id: In([...ids]) });
  for (const group of groups) await dataSource.transaction((manager) => resolveRow(manager, group, scope));
  const { assigneeId } = scope;
  if (assigneeId === null) return;
  for (const group of groups)
    await dataSource.transaction((manager) => assignRow(manager, group, { ...scope, assigneeId }));
}

/** One connection, as a worker of the reference has. */
export async function openRowLoop(url: string): Promise<DataSource> {
  return createDataSource({ url, poolSize: 1, applicationName: 'muster-bench' }).initialize();
}
