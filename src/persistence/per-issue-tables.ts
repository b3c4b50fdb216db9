/**
 * The tables whose rows hang on an issue by `group_id` and go with it. `events` is partitioned and has a statement of its
 * own; `group_deletions` goes last, with the issue's own row. Redirects stand at the end, since they lead to the rows that
 * are still under the ids of issues which were merged into this one.
 */
export const PER_ISSUE_TABLES = [
  'activities',
  'group_assignees',
  'group_bookmarks',
  'group_counters',
  'group_forecasts',
  'group_hashes',
  'group_histories',
  'group_hourly_counts',
  'group_inboxes',
  'group_links',
  'group_open_periods',
  'group_releases',
  'group_resolutions',
  'group_seens',
  'group_shares',
  'group_snoozes',
  'group_subscriptions',
  'group_tag_values',
  'group_team_subscriptions',
  'group_texts',
  'group_users',
  'group_redirects',
] as const;
export type PerIssueTable = (typeof PER_ISSUE_TABLES)[number];

/** The tables that name issues which are gone: what was done, and who asked for it. */
export const TABLES_THAT_OUTLIVE_ISSUES = [
  'bulk_operation_outcomes',
  'bulk_operation_removed_rows',
  'deletion_audit_entries',
] as const;
