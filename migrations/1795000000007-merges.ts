import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Where issues have gone that were merged into others. */
export class Merges1795000000007 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- From the call that merges an issue into another on: first as work that is due, then as the way by which the
      -- old id and the old short id lead to the other. "merged_at" null: the issue is still there.
      create table group_redirects (
        organization_id bigint not null,
        previous_group_id bigint not null,
        group_id bigint not null,
        project_id bigint not null,
        previous_short_id bigint not null,
        operation_id bigint not null,
        due_at timestamptz(3) not null,
        merged_at timestamptz(3),
        constraint group_redirects_pkey primary key (organization_id, previous_group_id),
        constraint group_redirects_short_id_key unique (organization_id, project_id, previous_short_id)
      );
      create index group_redirects_group_index on group_redirects (organization_id, group_id);
      create index group_redirects_operation_index on group_redirects (organization_id, operation_id, previous_group_id);
      create index group_redirects_pending_index on group_redirects (organization_id, due_at) where merged_at is null;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table group_redirects`);
  }
}
