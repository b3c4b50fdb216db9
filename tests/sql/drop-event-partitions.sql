do $block$
declare
  day text;
begin
  lock table only events in access exclusive mode;
  foreach day in array string_to_array(current_setting('muster.event_days'), ',') loop
    execute format('drop table %I', 'events_' || replace(day, '-', ''));
  end loop;
end
$block$
