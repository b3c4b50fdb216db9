with last as (
  select distinct on (gr.group_id) gr.group_id, gr.project_id, gr.release_id
  from group_releases gr
  where gr.organization_id = $1 and gr.group_id = any($2::bigint[]) and gr.project_id = any($3::bigint[])
  order by gr.group_id, gr.last_seen desc, gr.release_id desc
), followed as (
  select c.project_id, c.release_id, r.version, s.id, s.version as successor, s.date_added, s.date_released
  from (select distinct project_id, release_id from last) c
  join releases r on r.organization_id = $1 and r.id = c.release_id
  left join lateral (
    select n.* from release_projects rp
    join releases n on n.organization_id = rp.organization_id and n.id = rp.release_id
    where rp.organization_id = $1 and rp.project_id = c.project_id and n.status = 'OPEN'
      and (n.date_added, n.id) > (r.date_added, r.id)
    order by coalesce(n.date_released, n.date_added), n.id
    limit 1
  ) s on true
)
select last.group_id as "groupId", f.version, f.id as "successorId", f.successor as "successorVersion",
  f.date_added as "successorAdded", f.date_released as "successorReleased"
from last
join followed f on f.project_id = last.project_id and f.release_id = last.release_id
