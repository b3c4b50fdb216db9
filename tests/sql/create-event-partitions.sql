do $block$
declare
  day text;
  name text;
  begins timestamptz;
  ends timestamptz;
begin
  lock table only events in access exclusive mode;
  lock table events_default in access exclusive mode;
  foreach day in array string_to_array(current_setting('muster.event_days'), ',') loop
    name := 'events_' || replace(day, '-', '');
    begins := day::timestamp at time zone 'UTC';
    ends := (day::timestamp + interval '1 day') at time zone 'UTC';
    execute format('create table %I (like events including defaults including constraints)', name);
    execute format('with moved as (delete from events_default where received_at >= %L and received_at < %L returning *)
      insert into %I select * from moved', begins, ends, name);
    execute format('alter table events attach partition %I for values from (%L) to (%L)', name, begins, ends);
  end loop;
end
$block$
