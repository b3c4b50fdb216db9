delete from mail_digests d
using (
  select organization_id, id from mail_digests where created_at < $1 order by organization_id, id limit $2
  for update skip locked
) old
where d.organization_id = old.organization_id and d.id = old.id
