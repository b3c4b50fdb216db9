delete from group_inboxes i
using (
  select organization_id, group_id from group_inboxes where date_added < $1
  order by organization_id, date_added, group_id limit $2
  for update skip locked
) old
where i.organization_id = old.organization_id and i.group_id = old.group_id
