with named as (
  select m.id as message_id, m.operation_id, i.group_id, g.status,
    coalesce(g.project_id, (
      select r.project_id from group_redirects r
      where r.organization_id = $1 and r.previous_group_id = i.group_id
    ), (
      select a.project_id from deletion_audit_entries a
      where a.organization_id = $1 and a.operation_id = m.operation_id and a.group_id = i.group_id
      limit 1
    )) as project_id
  from unnest($2::bigint[], $3::bigint[]) as range (first_id, last_id)
  join outbox_messages m on m.organization_id = $1 and m.id between range.first_id and range.last_id
  cross join lateral unnest(m.group_ids) as i (group_id)
  left join groups g on g.organization_id = $1 and g.id = i.group_id
  where m.type in ('issues.changed', 'issue.created', 'issue.merged') and m.created_at >= $4
), judged as (
  select *, coalesce(status in ('PENDING_DELETION', 'DELETION_IN_PROGRESS', 'PENDING_MERGE'), true) as removed
  from named
  where project_id is not null
)
select message_id as "messageId", operation_id as "operationId", project_id as "projectId", removed,
  array_agg(group_id::text order by group_id) as "issueIds"
from judged
group by message_id, operation_id, project_id, removed
order by message_id, project_id, removed
