import { statement, type Executor } from '../../statement';

/** Mails that are to be made, of an operation or of messages. */
export interface DigestRow {
  readonly organizationId: string;
  readonly id: string;
  readonly operationId: string | null;
  readonly actorId: string | null;
  readonly messageIds: readonly string[] | null;
  /** This one included. */
  readonly attempts: number;
}

/** When a digest is due, and until when nobody else takes the one that is claimed. */
export interface DigestClaim {
  readonly now: Date;
  readonly leaseUntil: Date;
}

/** After so many attempts there is something about it that does not pass; it then stays for whoever looks for it. */
const ATTEMPTS = 10;

/** Claims the digest that has been due for longest; null: none is. One that cannot be made holds up no other. */
export async function claimDigest(tx: Executor, { now, leaseUntil }: DigestClaim): Promise<DigestRow | null> {
  const [digest] = await tx.rows<DigestRow>(
    statement(
      'claim-digest',
      `update mail_digests d
       set attempts = d.attempts + 1, next_attempt_at = $2
       from (
         select organization_id, id from mail_digests
         where next_attempt_at <= $1 and attempts < ${ATTEMPTS}
         order by next_attempt_at, organization_id, id limit 1
         for update skip locked
       ) due
       where d.organization_id = due.organization_id and d.id = due.id
       returning d.organization_id as "organizationId", d.id, d.operation_id as "operationId", d.actor_id as "actorId",
         d.message_ids as "messageIds", d.attempts`,
      [now, leaseUntil],
    ),
  );
  return digest ?? null;
}

/** Ends a claim, which is final once the mails are committed; answers whether it was still ours. A million issues take their time. */
export async function finishDigest(tx: Executor, { organizationId, id, attempts }: DigestRow): Promise<boolean> {
  await tx.rows(statement('allow-long-digest', `select set_config('statement_timeout', '10min', true)`));
  const finished = await tx.count(
    statement('finish-digest', 'delete from mail_digests where organization_id = $1 and id = $2 and attempts = $3', [
      organizationId,
      id,
      attempts,
    ]),
  );
  return finished > 0;
}
