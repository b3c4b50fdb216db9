insert into deploys as d (organization_id, release_id, environment, name, url, date_started, date_finished)
     values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (organization_id, release_id, environment, date_finished) do update
     set name = excluded.name, url = excluded.url, date_started = excluded.date_started
     returning d.id, d.environment, d.name, d.url, d.date_started as "dateStarted",
d.date_finished as "dateFinished"
