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

/** Messages of which a notification tells. */
export interface NotifiedMessages {
  readonly organizationId: string;
  readonly firstId: bigint;
  readonly lastId: bigint;
}

/** Reads a notification; null: it is none of ours, since whoever is connected to the database can send any. */
export function readNotification(payload: string): NotifiedMessages | null {
  const [, organizationId, first, last] = /^(\d{1,19}):(\d{1,19}):(\d{1,19})$/.exec(payload) ?? [];
  if (organizationId === undefined || first === undefined || last === undefined) return null;
  return { organizationId, firstId: BigInt(first), lastId: BigInt(last) };
}
