import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What operations have removed is looked up by issue: an undo that runs as a job asks for some at a time. */
export class RemovedRowsByIssue1795000000019 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table bulk_operation_removed_rows
        drop constraint bulk_operation_removed_rows_pkey,
        add constraint bulk_operation_removed_rows_pkey primary key (organization_id, operation_id, group_id, id)
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
