select m.notification_setting as setting, m.told_of_own_changes as "ownChanges",
  coalesce((
    select json_agg(json_build_object('project', p.slug, 'setting', s.setting) order by p.slug)
    from project_notification_settings s
    join projects p on p.organization_id = $1 and p.id = s.project_id
    where s.organization_id = $1 and s.user_id = $2), '[]') as projects
from organization_members m
where m.organization_id = $1 and m.user_id = $2
