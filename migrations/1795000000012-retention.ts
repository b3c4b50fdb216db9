import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the clock looks for: snoozes whose moment has come, and operations whose outcomes are old. */
export class Retention1795000000012 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create index group_snoozes_until_index on group_snoozes (organization_id, until, group_id) where until is not null;

      alter table bulk_operations add column outcomes_deleted_at timestamptz(3);
      create index bulk_operations_outcomes_index on bulk_operations (organization_id, created_at, id)
        where outcomes_deleted_at is null;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop index bulk_operations_outcomes_index, group_snoozes_until_index;
      alter table bulk_operations drop column outcomes_deleted_at
    `);
  }
}
