update webhooks w set holder = $3, held_until = $5
from organizations o
where w.organization_id = $1 and w.id = $2 and o.id = w.organization_id and w.is_active
  and (w.holder is null or w.holder = $3 or w.held_until <= $4)
returning w.url, o.slug as "organizationSlug",
  array[w.secret] || case when w.previous_secret_until > $4 then array[w.previous_secret] end as secrets
