import { BulkMutateIssues } from '../../../src/application/bulk-mutate-issues/bulk-mutate-issues.handler';
import type { BulkMutateIssuesCommand } from '../../../src/application/bulk-mutate-issues/bulk-mutate-issues.command';
import { buildGroup, buildGroups } from '../../support/build/group';
import type { TestGroup } from '../../support/build/group-options';
import { buildWorld, type World } from '../../support/build/world';
import { callerOf } from '../../support/bulk-mutation';
import { at, IntervenedUnitOfWork } from '../../support/intervened-unit-of-work';
import { issueRows } from '../../support/issue-rows';
import { useTestDatabase } from '../../support/test-database';
import { bulkDependencies } from '../../support/bulk-dependencies';

/** What others do between the search of a call and its locks. */
const database = useTestDatabase();

let world: World;
beforeEach(async () => {
  world = await buildWorld(database);
});

const become = (group: TestGroup | undefined, status: 'UNRESOLVED' | 'RESOLVED'): Promise<unknown> =>
  database.query(`update groups set status = $2, substatus = null where id = $1`, [group?.id, status]);

/** Archives what `where` selects, while `meanwhile` happens; the outcomes, in order. */
async function archive(
  selection: Pick<BulkMutateIssuesCommand, 'ids' | 'where'>,
  meanwhile: () => Promise<unknown>,
): Promise<string[]> {
  const beforeLock = at('lock-groups', async (lock) => {
    await meanwhile();
    return lock;
  });
  const unitOfWork = new IntervenedUnitOfWork(database.dataSource, beforeLock);
  const caller = await callerOf(database.unitOfWork, world.token);
  const handler = new BulkMutateIssues(bulkDependencies(unitOfWork));
  const options = { dryRun: false, errorPolicy: 'ALL_OR_NOTHING' as const };
  const result = await handler.execute(caller, { ...selection, input: { status: 'IGNORED' }, options });
  if (result.refused) throw new Error(result.problems.map(({ code }) => code).join());
  const outcomes = await database.query<{ line: string }>(
    `select concat_ws(' ', group_id, status, code) as line from bulk_operation_outcomes
     where organization_id = $1 and operation_id = $2 order by ordinal`,
    [result.operation.organizationId, result.operation.id],
  );
  return outcomes.map(({ line }) => line);
}

test('S7: issues that start to match after the search are not touched, those that no longer match neither', async () => {
  const [stays, leaves, comes] = await buildGroups(database, 3, {
    project: world.project,
    each: (n) => (n === 2 ? { status: 'RESOLVED' } : {}),
  });
  let created: TestGroup | undefined;
  const outcomes = await archive({ where: { status: 'UNRESOLVED' } }, async () => {
    await become(leaves, 'RESOLVED');
    await become(comes, 'UNRESOLVED');
    created = await buildGroup(database, { project: world.project });
  });
  expect(outcomes).toEqual([`${stays?.id} CHANGED`]);
  const left = await Promise.all([leaves, comes, created].map((group) => issueRows(database, group ?? { id: '0' })));
  expect(left.map(({ group }) => group['status'])).toEqual(['RESOLVED', 'UNRESOLVED', 'UNRESOLVED']);
  expect(left.flatMap(({ activities }) => activities)).toEqual([]);
});

test('S1, S7: a named issue that leaves where.status before its lock is outside of the selection', async () => {
  const [stays, leaves] = await buildGroups(database, 2, { project: world.project });
  const ids = [leaves?.id ?? '', stays?.id ?? ''];
  const outcomes = await archive({ ids, where: { status: 'UNRESOLVED' } }, () => become(leaves, 'RESOLVED'));
  expect(outcomes).toEqual([`${leaves?.id} SKIPPED OUTSIDE_SELECTION`, `${stays?.id} CHANGED`]);
  expect((await issueRows(database, leaves ?? { id: '0' })).group).toMatchObject({ status: 'RESOLVED', version: 1 });
});
