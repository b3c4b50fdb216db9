/** What of an installation is many besides its issues; $1 is a number of rows. */
export const MANY_ROWS: readonly string[] = [
  `insert into bulk_operations (organization_id, kind, state, dry_run, selection, changed, created_at)
     select 1, 'MUTATE', 'COMPLETED', false, '{}', 100, now() - interval '1 minute' * n from generate_series(1, $1::int / 10) n`,
  `insert into bulk_operation_outcomes (organization_id, operation_id, ordinal, group_id, project_id, status)
     select 1, 1 + n / 100, n % 100, n, 1 + n % 8, 'CHANGED' from generate_series(1, $1::int) n`,
  `insert into bulk_operation_removed_rows (organization_id, operation_id, group_id, relation, content)
     select 1, 1 + n / 100, n, 'group_inboxes', '{}' from generate_series(1, $1::int) n`,
  `insert into outbox_messages (organization_id, type, operation_id, group_ids, data, created_at)
     select 1, 'issue.changed', 1 + n / 10, array[n], '{}', now() from generate_series(1, $1::int) n`,
];
