select d.id, d.environment, d.name, d.url, d.date_started as "dateStarted",
d.date_finished as "dateFinished"
     from deploys d
     where d.organization_id = $1 and d.release_id = $2
     order by d.date_finished desc, d.id desc
     limit $3
