import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createIndexes } from './create-indexes';

/** What began lately: the operations of the last minute are the account of what each caller has changed. */
export class IssueBudget1795000000016 implements MigrationInterface {
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await createIndexes(runner, [
      `create index concurrently if not exists bulk_operations_started_index
         on bulk_operations (organization_id, started_at)`,
    ]);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index bulk_operations_started_index');
  }
}
