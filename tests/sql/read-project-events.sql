select wanted.group_id as "groupId", replace(e.event_id::text, '-', '') as id, e.title, e.message, e.timestamp,
e.received_at as "receivedAt", e.platform, e.environment, e.release, e.tags, e.payload, e.level
   from (
     select c.group_id
     from group_counters c
     join groups g on g.organization_id = c.organization_id and g.id = c.group_id
     where c.organization_id = $1 and g.project_id = $2 and g.status <> all ($4::text[])
     order by c.last_seen desc, c.group_id desc
     limit $3
   ) wanted
   cross join lateral (
     select * from events
     where events.organization_id = $1 and events.group_id = wanted.group_id
     order by events.received_at desc, events.event_id desc
     limit $3
   ) e
   order by e.received_at desc, e.event_id desc
   limit $3
