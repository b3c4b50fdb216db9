update mails m
set state = r.state, next_attempt_at = r.next_attempt_at, last_error = r.error,
  finished_at = case when r.state <> 'PENDING' then $6::timestamptz end
from unnest($2::uuid[], $3::text[], $4::timestamptz[], $5::text[]) as r (id, state, next_attempt_at, error)
where m.organization_id = $1 and m.id = r.id and m.state = 'PENDING'
