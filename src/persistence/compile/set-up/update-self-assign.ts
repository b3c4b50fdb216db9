import { statement, type Executor } from '../../statement';

/** Whether a user takes the unassigned issues that they resolve; users belong to no organization. */
export async function updateSelfAssign(tx: Executor, userId: string, selfAssignOnResolve: boolean): Promise<void> {
  await tx.count(
    statement('update-self-assign', 'update users set self_assign_on_resolve = $2 where id = $1', [
      userId,
      selfAssignOnResolve,
    ]),
  );
}
