import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Operations that run as jobs: what they still have to do, and how far they have come. */
export class AsynchronousOperations1795000000015 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- "request" is what a job needs to carry the operation out, and gone when it has ended; a synchronous operation has
      -- none. From "frozen_at" on the selected issues are known. A sweep that finds the operation standing still counts
      -- "sweeps" up.
      alter table bulk_operations
        add column request jsonb,
        add column frozen_at timestamptz(3),
        add column swept_at timestamptz(3),
        add column sweeps integer not null default 0;

      -- The frozen set of an operation, up to 10,000 issues a row, in the order of the outcomes. "ordinals" are those of
      -- the outcomes; null: they count up from "first_ordinal". The first "done" issues have their outcome. The counts are
      -- of these issues and not in the operation's row, which a million issues would make everybody wait for; they are
      -- added to it, and the rows deleted, when the operation is completed. A canceled or failed one keeps them.
      create table bulk_operation_pages (
        organization_id bigint not null,
        operation_id bigint not null,
        page integer not null,
        group_ids bigint[] not null,
        ordinals integer[],
        first_ordinal integer not null,
        last_ordinal integer not null,
        size integer not null,
        done integer not null default 0,
        changed integer not null default 0,
        unchanged integer not null default 0,
        not_found integer not null default 0,
        conflict integer not null default 0,
        invalid integer not null default 0,
        skipped integer not null default 0,
        updated_at timestamptz(3) not null,
        constraint bulk_operation_pages_pkey primary key (organization_id, operation_id, page),
        constraint bulk_operation_pages_done_check check (done between 0 and size)
      ) with (fillfactor = 50);
      -- Ids do not compress well, and slices of what is not compressed are read without the rest.
      alter table bulk_operation_pages
        alter column group_ids set storage external, alter column ordinals set storage external;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table bulk_operation_pages;
      alter table bulk_operations
        drop column request, drop column frozen_at, drop column swept_at, drop column sweeps
    `);
  }
}
