select wanted.group_id as "groupId", replace(e.event_id::text, '-', '') as id, e.title, e.message, e.timestamp,
e.received_at as "receivedAt", e.platform, e.environment, e.release, e.tags, e.payload
   from unnest($1::bigint[], $2::bigint[]) as wanted (organization_id, group_id)
   cross join lateral (
     select latest.* from group_hourly_counts h
     cross join lateral (
       select * from events
       where events.organization_id = h.organization_id and events.group_id = h.group_id
         and events.received_at >= h.hour and events.received_at < h.hour + interval '1 hour'
       order by events.received_at desc, events.event_id desc
       limit 1
     ) latest
     where h.organization_id = wanted.organization_id and h.group_id = wanted.group_id
     order by h.hour desc
     limit 1
   ) e
