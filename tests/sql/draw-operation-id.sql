select nextval('bulk_operations_id_seq') as id
