import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createIndexes } from './create-indexes';

/** On tables that earlier migrations made, so that each may be large by now. */
const INDEXES = [
  // Set once, so that it does not keep a mutation's updates from being HOT.
  `create index concurrently if not exists groups_first_release_index on groups (organization_id, first_release_id, id)`,
  `create index concurrently if not exists group_hashes_tombstone_index on group_hashes (organization_id, tombstone_id)
     where tombstone_id is not null`,
  `create index concurrently if not exists group_counters_times_seen_index
     on group_counters (organization_id, times_seen, group_id)`,
  `create index concurrently if not exists group_counters_users_seen_index
     on group_counters (organization_id, users_seen, group_id)`,
  `create index concurrently if not exists group_bookmarks_user_index
     on group_bookmarks (organization_id, user_id, group_id)`,
  `create index concurrently if not exists group_subscriptions_user_index
     on group_subscriptions (organization_id, user_id, group_id)`,
  // What the clock looks for: snoozes whose moment has come, and operations whose outcomes are old.
  `create index concurrently if not exists group_snoozes_until_index on group_snoozes (organization_id, until, group_id)
     where until is not null`,
  `create index concurrently if not exists bulk_operations_outcomes_index
     on bulk_operations (organization_id, created_at, id) where outcomes_deleted_at is null`,
  `create index concurrently if not exists bulk_operations_unfinished_index on bulk_operations (organization_id, id)
     where state in ('PENDING', 'RUNNING')`,
  `create index concurrently if not exists outbox_messages_waiting_index on outbox_messages (organization_id, id)
     where dispatched_at is null`,
  `create index concurrently if not exists outbox_messages_dispatched_index
     on outbox_messages (organization_id, dispatched_at) where dispatched_at is not null`,
  `create index concurrently if not exists outbox_messages_operation_index
     on outbox_messages (organization_id, operation_id, id) where operation_id is not null`,
];
const TEXT_INDEX = `create index concurrently if not exists group_texts_text_index
  on group_texts using gin (text gin_trgm_ops)`;

/** Indexes on what has many rows, and checks of rows that were there before: neither keeps anybody from writing. */
export class IndexesOfLargeTables1795000000022 implements MigrationInterface {
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await createIndexes(runner, INDEXES);
    // Without the extension text is searched row by row.
    const extensions = (await runner.query(`select from pg_extension where extname = 'pg_trgm'`)) as object[];
    if (extensions.length > 0) await createIndexes(runner, [TEXT_INDEX]);
    await runner.query('alter table group_hashes validate constraint group_hashes_owner_check');
    await runner.query('alter table bulk_operations validate constraint bulk_operations_undo_check');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop index groups_first_release_index, group_hashes_tombstone_index, group_counters_times_seen_index,
        group_counters_users_seen_index, group_bookmarks_user_index, group_subscriptions_user_index,
        group_snoozes_until_index, bulk_operations_outcomes_index, bulk_operations_unfinished_index,
        outbox_messages_waiting_index, outbox_messages_dispatched_index, outbox_messages_operation_index;
      drop index if exists group_texts_text_index
    `);
  }
}
