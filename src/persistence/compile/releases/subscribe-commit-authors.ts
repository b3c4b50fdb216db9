import { statement, type Statement } from '../../statement';

/** An issue that somebody's commit resolved. */
export interface AuthoredIssue {
  readonly groupId: string;
  readonly projectId: string;
  readonly userId: string;
}

/** Subscribes the authors, unless they have a row already: an unsubscription stays, and so does a reason. */
export function subscribeCommitAuthors(
  issues: readonly AuthoredIssue[],
  { organizationId, now }: { readonly organizationId: string; readonly now: Date },
): Statement {
  return statement(
    'subscribe-commit-authors',
    `insert into group_subscriptions (organization_id, group_id, user_id, project_id, is_active, reason, date_added)
     select $1, group_id, user_id, project_id, true, 'STATUS_CHANGE', $5
     from unnest($2::bigint[], $3::bigint[], $4::bigint[]) as new (group_id, user_id, project_id)
     order by group_id, user_id
     on conflict (organization_id, group_id, user_id) do nothing`,
    [
      organizationId,
      issues.map(({ groupId }) => groupId),
      issues.map(({ userId }) => userId),
      issues.map(({ projectId }) => projectId),
      now,
    ],
  );
}
