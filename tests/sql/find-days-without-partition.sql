select day from unnest($1::text[]) with ordinality as wanted (day, position)
where to_regclass('events_' || replace(day, '-', '')) is null order by position
