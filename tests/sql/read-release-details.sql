select wanted.id,
  array(select p.project_id::text from release_projects p
        where p.organization_id = $1 and p.release_id = wanted.id and p.project_id = any ($3::bigint[])
        order by p.project_id) as "projectIds",
  (select count(*)::integer from release_commits c
   where c.organization_id = $1 and c.release_id = wanted.id) as "commitCount",
  (select c.id from release_commits h
   join commits c on c.organization_id = h.organization_id and c.id = h.commit_id
   where h.organization_id = $1 and h.release_id = wanted.id
   order by c.date_added desc, c.id desc limit 1) as "lastCommitId",
  (select count(*)::integer from deploys d
   where d.organization_id = $1 and d.release_id = wanted.id) as "deployCount",
  (select d.id from deploys d
   where d.organization_id = $1 and d.release_id = wanted.id
   order by d.date_finished desc, d.id desc limit 1) as "lastDeployId",
  (select count(*)::integer from groups g
   where g.organization_id = $1 and g.first_release_id = wanted.id and g.project_id = any ($3::bigint[])
     and g.status <> all ($4::text[])) as "newGroups"
from unnest($2::bigint[]) as wanted (id)
