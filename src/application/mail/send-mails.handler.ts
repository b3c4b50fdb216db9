import { DELIVERY_ATTEMPTS, delayAfter } from '../../domain/mail/delivery-schedule';
import { addJobs } from '../../persistence/compile/add-jobs';
import {
  claimMails,
  settleMails,
  type ClaimedMail,
  type ClaimedMails,
  type MailResult,
} from '../../persistence/compile/mail/claim-mails';
import { claimDigest, finishDigest } from '../../persistence/compile/mail/claim-digest';
import { makeMails } from '../../persistence/compile/mail/make-mails';
import type { UnitOfWork } from '../../persistence/unit-of-work';
import type { Delivery, Mailer, OutgoingMail } from './mailer';
import { sendMailsRequest } from './send-mails-request';
import { writeMails, type MailLinks } from './write-mails';

/** What sending mail needs. */
export interface SendMailsDependencies {
  readonly unitOfWork: UnitOfWork;
  readonly clock: () => Date;
  readonly mailer: Mailer;
  readonly links: MailLinks;
  /** Told of each mail that is given up. */
  readonly reportDead: (mail: { readonly id: string; readonly error: string }) => void;
}

/** Mails that are claimed at once, and batches of them in one run: other jobs get their turn, then the next run goes on. */
const BATCH = 20;
const BATCHES = 50;
/** Longer than a batch or a digest can take, so that nobody does what is being done. */
const LEASE_MS = 15 * 60 * 1_000;

/** Makes the mails that are due to be made, and sends those that are due to be sent: each at least once, and always under the same id. */
export class SendMails {
  constructor(private readonly dependencies: SendMailsDependencies) {}

  /** Answers how many arrived. What is due goes out first, so that a digest that cannot be made holds up nothing. */
  async execute(): Promise<number> {
    const due = await this.sendBatches();
    await this.makeMails();
    return due + (await this.sendBatches());
  }

  private async sendBatches(): Promise<number> {
    let delivered = 0;
    for (let batch = 0; batch < BATCHES; batch += 1) {
      // One batch after the other, so that a run stops as soon as there is nobody to hand mail to.
      // eslint-disable-next-line no-await-in-loop
      const sent = await this.sendBatch();
      if (sent === null) return delivered;
      delivered += sent;
    }
    const { unitOfWork, clock } = this.dependencies;
    await unitOfWork.transaction((tx) => tx.rows(addJobs([sendMailsRequest('all', clock())])));
    return delivered;
  }

  private async makeMails(): Promise<void> {
    const { unitOfWork, clock } = this.dependencies;
    for (;;) {
      const now = clock();
      const leaseUntil = new Date(now.getTime() + LEASE_MS);
      // Each is made in a transaction of its own, after the one that claims it.
      // eslint-disable-next-line no-await-in-loop
      const digest = await unitOfWork.transaction((tx) => claimDigest(tx, { now, leaseUntil }));
      if (digest === null) return;
      // eslint-disable-next-line no-await-in-loop
      await unitOfWork.transaction(async (tx) => {
        if (await finishDigest(tx, digest)) await tx.count(makeMails(digest, now));
      });
    }
  }

  /** Answers how many arrived; null: nothing is due, or the mail server is not there. */
  private async sendBatch(): Promise<number | null> {
    const { unitOfWork, clock, links } = this.dependencies;
    const now = clock();
    const leaseUntil = new Date(now.getTime() + LEASE_MS);
    const claimed = await unitOfWork.transaction((tx) => claimMails(tx, { now, leaseUntil, limit: BATCH }));
    if (claimed === null) return null;
    const written = await writeMails(unitOfWork.reader, claimed, links);
    const deliveries = await this.send(written);
    const results = claimed.mails.map((mail, index) => this.resultOf(mail, deliveries[index] ?? null));
    await this.settle(claimed, results);
    if (deliveries.some((delivery) => delivery?.delivered === false && delivery.unreachable)) return null;
    return results.filter(({ state }) => state === 'SENT').length;
  }

  /** The first goes ahead: where there is nobody to hand it to, the others need not be tried. */
  private async send(mails: readonly (OutgoingMail | null)[]): Promise<readonly (Delivery | null)[]> {
    const { mailer } = this.dependencies;
    const ahead = mails.find((mail): mail is OutgoingMail => mail !== null);
    if (ahead === undefined) return mails.map(() => null);
    const first = await mailer.send(ahead);
    const isUp = first.delivered || !first.unreachable;
    return Promise.all(
      mails.map(async (mail) => {
        if (mail === null) return null;
        return mail === ahead || !isUp ? first : mailer.send(mail);
      }),
    );
  }

  private async settle({ organizationId }: ClaimedMails, results: readonly MailResult[]): Promise<void> {
    const { unitOfWork, clock, reportDead } = this.dependencies;
    await unitOfWork.transaction((tx) => tx.count(settleMails(organizationId, results, clock())));
    for (const { id, state, error } of results) if (state === 'DEAD') reportDead({ id, error: error ?? '' });
  }

  private resultOf({ id, attempts }: ClaimedMail, delivery: Delivery | null): MailResult {
    const now = this.dependencies.clock();
    if (delivery === null) return { id, state: 'DROPPED', nextAttemptAt: now, error: null };
    if (delivery.delivered) return { id, state: 'SENT', nextAttemptAt: now, error: null };
    const isOver = delivery.permanent || attempts >= DELIVERY_ATTEMPTS;
    const nextAttemptAt = new Date(now.getTime() + delayAfter(attempts));
    return { id, state: isOver ? 'DEAD' : 'PENDING', nextAttemptAt, error: delivery.error };
  }
}
