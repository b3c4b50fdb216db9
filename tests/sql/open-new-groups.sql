with new as (
  select * from unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::timestamptz[])
    as given (organization_id, group_id, project_id, first_seen)
), entered as (
  insert into group_inboxes (organization_id, group_id, project_id, reason, date_added)
  select organization_id, group_id, project_id, 'NEW', $5 from new
)
insert into group_open_periods (organization_id, group_id, project_id, date_started)
select organization_id, group_id, project_id, first_seen from new
