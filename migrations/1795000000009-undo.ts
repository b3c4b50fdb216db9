import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which operation took back which. */
export class Undo1795000000009 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- "origin_id" is the change that a chain of undos and redos goes back to, "undo_depth" its place in the chain:
      -- 0 for the change itself, 1 for its undo, 2 for the undo of that. A rehearsal names what it would undo, but is
      -- never named as what undid it.
      alter table bulk_operations
        add column undoes_id bigint,
        add column undone_by_id bigint,
        add column origin_id bigint,
        add column undo_depth integer not null default 0,
        add constraint bulk_operations_undo_check check (num_nonnulls(undoes_id, origin_id) <> 1
          and (undo_depth > 0) = (undoes_id is not null)) not valid;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table bulk_operations
        drop column undoes_id, drop column undone_by_id, drop column origin_id, drop column undo_depth
    `);
  }
}
