import type { MailContent, MailState } from '../../../domain/mail/mail-content';
import { statement, type Executor, type Statement } from '../../statement';

/** A mail that is to be sent now. */
export interface ClaimedMail {
  readonly id: string;
  readonly userId: string;
  readonly operationId: string | null;
  readonly actorId: string | null;
  readonly content: MailContent;
  /** This one included. */
  readonly attempts: number;
}

/** Mails of one organization. */
export interface ClaimedMails {
  readonly organizationId: string;
  readonly mails: readonly ClaimedMail[];
}

/** When mails are due, and until when nobody else takes those that are claimed. */
export interface MailClaim {
  readonly now: Date;
  readonly leaseUntil: Date;
  readonly limit: number;
}

interface Row extends ClaimedMail {
  readonly organizationId: string;
}

/**
 * Claims mails of the organization whose mail has been due for longest; null: none is. Whoever dies after it has claimed
 * mails leaves them to be sent again when the lease is over, under the same ids.
 */
export async function claimMails(tx: Executor, { now, leaseUntil, limit }: MailClaim): Promise<ClaimedMails | null> {
  const rows = await tx.rows<Row>(
    statement(
      'claim-mails',
      `update mails m
       set attempts = m.attempts + 1, next_attempt_at = $2
       from (
         select organization_id, id from mails
         where state = 'PENDING' and next_attempt_at <= $1 and organization_id = (
           select organization_id from mails where state = 'PENDING' and next_attempt_at <= $1
           order by next_attempt_at, organization_id limit 1)
         order by next_attempt_at, id limit $3
         for update skip locked
       ) due
       where m.organization_id = due.organization_id and m.id = due.id
       returning m.organization_id as "organizationId", m.id, m.user_id as "userId", m.operation_id as "operationId",
         m.actor_id as "actorId", m.content, m.attempts`,
      [now, leaseUntil, limit],
    ),
  );
  const [first] = rows;
  return first === undefined ? null : { organizationId: first.organizationId, mails: rows };
}

/** What became of an attempt to send a mail. */
export interface MailResult {
  readonly id: string;
  readonly state: MailState;
  /** Where it is PENDING: when it is tried again. */
  readonly nextAttemptAt: Date;
  readonly error: string | null;
}

/** Writes what became of claimed mails. */
export function settleMails(organizationId: string, results: readonly MailResult[], now: Date): Statement {
  return statement(
    'settle-mails',
    `update mails m
     set state = r.state, next_attempt_at = r.next_attempt_at, last_error = r.error,
       finished_at = case when r.state <> 'PENDING' then $6::timestamptz end
     from unnest($2::uuid[], $3::text[], $4::timestamptz[], $5::text[]) as r (id, state, next_attempt_at, error)
     where m.organization_id = $1 and m.id = r.id and m.state = 'PENDING'`,
    [
      organizationId,
      results.map(({ id }) => id),
      results.map(({ state }) => state),
      results.map(({ nextAttemptAt }) => nextAttemptAt),
      results.map(({ error }) => error),
      now,
    ],
  );
}
