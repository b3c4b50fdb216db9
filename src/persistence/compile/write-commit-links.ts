import type { IssueState } from '../../domain/state/issue-state';
import { statement, type Statement } from '../statement';
import type { WriteContext } from './write-context';

/** The commits that resolve the issues: those of the state, and no others. */
export function writeCommitLinks(
  states: readonly IssueState[],
  { organizationId }: WriteContext,
): readonly Statement[] {
  const links = states.flatMap(({ id, projectId, commitLinks }) =>
    commitLinks.map((link) => ({ groupId: id, projectId, ...link })),
  );
  const remove = statement(
    'delete-commit-links',
    `delete from group_links
     where organization_id = $1 and group_id = any($2::bigint[]) and linked_type = 'COMMIT'
       and relationship = 'RESOLVES'`,
    [organizationId, states.map(({ id }) => id)],
  );
  if (links.length === 0) return [remove];
  const insert = statement(
    'insert-commit-links',
    `insert into group_links (organization_id, group_id, project_id, linked_type, linked_id, relationship, date_added)
     select $1, n.group_id, n.project_id, 'COMMIT', n.commit_id, 'RESOLVES', n.date_added
     from unnest($2::bigint[], $3::bigint[], $4::bigint[], $5::timestamptz[])
       n (group_id, project_id, commit_id, date_added)
     on conflict (organization_id, group_id, linked_type, linked_id)
     do update set relationship = excluded.relationship, date_added = excluded.date_added`,
    [
      organizationId,
      links.map(({ groupId }) => groupId),
      links.map(({ projectId }) => projectId),
      links.map(({ commitId }) => commitId),
      links.map(({ dateAdded }) => dateAdded),
    ],
  );
  return [remove, insert];
}
