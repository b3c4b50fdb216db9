insert into group_links (organization_id, group_id, project_id, linked_type, linked_id, relationship, date_added)
select $1, n.group_id, n.project_id, 'COMMIT', n.commit_id, 'RESOLVES', n.date_added
from unnest($2::bigint[], $3::bigint[], $4::bigint[], $5::timestamptz[])
  n (group_id, project_id, commit_id, date_added)
on conflict (organization_id, group_id, linked_type, linked_id)
do update set relationship = excluded.relationship, date_added = excluded.date_added
