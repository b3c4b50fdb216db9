select pg_sequence_last_value('outbox_messages_id_seq')::text as id
