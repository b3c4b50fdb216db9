select m.id as "mailId", i.id, p.slug as "projectSlug", i.short_id as number, i.title
from jsonb_to_recordset($2) as m (id uuid, user_id bigint, issue_ids bigint[])
cross join unnest(m.issue_ids) as g (id)
join groups i on i.organization_id = $1 and i.id = g.id
join projects p on p.organization_id = $1 and p.id = i.project_id
join organizations n on n.id = $1
join organization_members o on o.organization_id = $1 and o.user_id = m.user_id
left join project_notification_settings s on s.organization_id = $1 and s.user_id = m.user_id
  and s.project_id = i.project_id
where coalesce(s.setting, o.notification_setting) <> 'NEVER'
  and i.status not in ('PENDING_DELETION', 'DELETION_IN_PROGRESS', 'PENDING_MERGE')
  and not exists (
    select from group_subscriptions r
    where r.organization_id = $1 and r.group_id = i.id and r.user_id = m.user_id and not r.is_active)
  and (n.open_membership or exists (
    select from project_teams t
    join team_members member on member.organization_id = $1 and member.team_id = t.team_id
    where t.organization_id = $1 and t.project_id = i.project_id and member.user_id = m.user_id))
order by m.id, i.id
