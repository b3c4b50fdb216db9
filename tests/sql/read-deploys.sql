select d.id, d.environment, d.name, d.url, d.date_started as "dateStarted",
d.date_finished as "dateFinished" from deploys d where d.organization_id = $1 and d.id = any ($2::bigint[])
