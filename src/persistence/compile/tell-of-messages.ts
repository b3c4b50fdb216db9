/** Where servers and workers hear of new outbox messages. */
export const OUTBOX_CHANNEL = 'muster_outbox';

/**
 * The end of a statement whose CTE `inserted` returns the organization and id of outbox messages: one notification an
 * organization, which leaves with the commit. It names the first and the last id, however many there are, since a
 * notification carries less than 8,000 bytes; and there is one for all, since a commit that notifies waits for every
 * other that does.
 */
export const TELL_OF_INSERTED = `select pg_notify('${OUTBOX_CHANNEL}', concat_ws(':', organization_id, min(id), max(id)))
     from inserted
     group by organization_id`;
