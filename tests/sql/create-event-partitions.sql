select create_event_partitions($1::date[])
