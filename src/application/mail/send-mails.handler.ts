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

/** Mails that are claimed at once. */
const BATCH = 20;
/** After how long a run ends, and another one is asked for: who stops the process waits for runs. */
const TURN_MS = 10_000;
/** Longer than a batch or a digest can take, so that nobody does what is being done. */
const LEASE_MS = 15 * 60 * 1_000;

/** Makes the mails that are due to be made, and sends those that are due to be sent: each at least once, and always under the same id. */
export class SendMails {
  private running = false;
  /** What the present run has left behind: what came while it looked elsewhere, or was due after its turn. */
  private left: 'NOTHING' | 'SOMETHING' = 'NOTHING';

  constructor(private readonly dependencies: SendMailsDependencies) {}

  /**
   * Answers how many arrived. What is due goes out first, so that a digest that cannot be made holds up nothing. One run
   * at a time in a process, since they share the connections to the mail server: who comes meanwhile has the one that
   * runs go on, and answers 0.
   */
  async execute(): Promise<number> {
    if (this.running) {
      this.left = 'SOMETHING';
      return 0;
    }
    this.running = true;
    try {
      return await this.run();
    } finally {
      this.running = false;
    }
  }

  private hasLeft(): boolean {
    return this.left === 'SOMETHING';
  }

  private async run(): Promise<number> {
    const { unitOfWork, clock } = this.dependencies;
    const endsAt = new Date(clock().getTime() + TURN_MS);
    let delivered = 0;
    do {
      this.left = 'NOTHING';
      // One after the other, so that a run stops as soon as there is nobody to hand mail to.
      /* eslint-disable no-await-in-loop */
      delivered += await this.sendBatches(endsAt);
      await this.makeMails(endsAt);
      delivered += await this.sendBatches(endsAt);
      /* eslint-enable no-await-in-loop */
    } while (this.hasLeft() && clock() < endsAt);
    if (this.hasLeft()) await unitOfWork.transaction((tx) => tx.rows(addJobs([sendMailsRequest('all', clock())])));
    return delivered;
  }

  private async sendBatches(endsAt: Date): Promise<number> {
    let delivered = 0;
    while (this.dependencies.clock() < endsAt) {
      // eslint-disable-next-line no-await-in-loop
      const sent = await this.sendBatch();
      if (sent === null) return delivered;
      delivered += sent;
    }
    this.left = 'SOMETHING';
    return delivered;
  }

  private async makeMails(endsAt: Date): Promise<void> {
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
      if (clock() < endsAt) continue;
      this.left = 'SOMETHING';
      return;
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
