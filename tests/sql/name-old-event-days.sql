select set_config('muster.event_days', $1, true)
