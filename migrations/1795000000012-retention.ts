import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Operations whose outcomes are gone. */
export class Retention1795000000012 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table bulk_operations add column outcomes_deleted_at timestamptz(3)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table bulk_operations drop column outcomes_deleted_at');
  }
}
