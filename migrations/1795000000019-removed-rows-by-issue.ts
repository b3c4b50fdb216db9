import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createIndexes } from './create-indexes';

/** What operations have removed is looked up by issue: an undo that runs as a job asks for some at a time. */
export class RemovedRowsByIssue1795000000019 implements MigrationInterface {
  readonly transaction = false;

  /** The key is built beside the writers, and then put in the place of the other. */
  async up(runner: QueryRunner): Promise<void> {
    await createIndexes(runner, [
      `create unique index concurrently if not exists bulk_operation_removed_rows_by_issue
         on bulk_operation_removed_rows (organization_id, operation_id, group_id, id)`,
    ]);
    await runner.query(`
      alter table bulk_operation_removed_rows
        drop constraint bulk_operation_removed_rows_pkey,
        add constraint bulk_operation_removed_rows_pkey primary key using index bulk_operation_removed_rows_by_issue
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table bulk_operation_removed_rows
        drop constraint bulk_operation_removed_rows_pkey,
        add constraint bulk_operation_removed_rows_pkey primary key (organization_id, operation_id, id)
    `);
  }
}
