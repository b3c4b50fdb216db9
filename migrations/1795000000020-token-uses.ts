import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When each token was last used. Without an index, so that the update leaves those of the table alone. */
export class TokenUses1795000000020 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table api_tokens add column last_used_at timestamptz(3)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table api_tokens drop column last_used_at');
  }
}
