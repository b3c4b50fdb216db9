import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What issues become by themselves when events come. */
export class Lifecycle1795000000011 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Events an hour that are too many for a new issue, and when they were measured.
      alter table projects
        add column new_issue_threshold double precision,
        add column new_issue_threshold_at timestamptz(3);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table projects drop column new_issue_threshold, drop column new_issue_threshold_at
    `);
  }
}
