import { DispatchOutbox } from '../../../src/application/dispatch-outbox/dispatch-outbox.handler';
import type { CreateWebhookCommand } from '../../../src/application/webhooks/create-webhook.handler';
import { DeliverWebhook } from '../../../src/application/webhooks/deliver-webhook.handler';
import { createConsumers } from '../../../src/bootstrap/create-consumers';
import { HttpWebhookSender } from '../../../src/bootstrap/webhook-sender/http-webhook-sender';
import type { Caller } from '../../../src/domain/access';
import type { TestToken } from '../build/token';
import type { World } from '../build/world';
import type { TestDatabase } from '../test-database';
import type { BulkMutation } from '../use-bulk-mutation';

/** A row of webhook_deliveries. */
export interface StoredDelivery {
  readonly uuid: string;
  readonly event: string;
  readonly state: string;
  readonly attempts: number;
  readonly next_attempt_at: Date;
  readonly response_status: number | null;
  readonly error: string | null;
}

/** Webhooks whose jobs run when a test says so, at a time that it says. */
export class Webhooks {
  constructor(
    private readonly database: TestDatabase,
    private readonly bulk: BulkMutation,
  ) {}

  private readonly clock = (): Date => this.bulk.now ?? new Date();

  async callerOf({ token }: TestToken): Promise<Caller> {
    const caller = await this.bulk.application.authenticate.execute(token);
    if (caller === null) throw new Error('the token was refused');
    return caller;
  }

  /** Makes a webhook as the owner of the world. */
  async create(
    { organization, token }: World,
    given: Omit<CreateWebhookCommand, 'organization'>,
  ): Promise<{ id: string; secret: string }> {
    const command = { organization: organization.slug, ...given };
    const { value, problems } = await this.bulk.application.createWebhook.execute(await this.callerOf(token), command);
    if (value === null) throw new Error(JSON.stringify(problems));
    return { id: value.webhook.id, secret: value.secret ?? '' };
  }

  async delete({ token }: World, id: string): Promise<void> {
    await this.bulk.application.deleteWebhook.execute(await this.callerOf(token), id);
  }

  /** Runs the dispatcher of the organization. */
  async dispatch({ organization }: Pick<World, 'organization'>): Promise<void> {
    const { unitOfWork } = this.database;
    await new DispatchOutbox({ unitOfWork, clock: this.clock, consumers: createConsumers({ mail: false }) }).execute(
      organization.id,
    );
  }

  /** Runs the job of a webhook once. */
  async deliver({ organization }: Pick<World, 'organization'>, webhookId: string): Promise<void> {
    const webhookSender = new HttpWebhookSender({ allowPrivate: true });
    const { unitOfWork } = this.database;
    const handler = new DeliverWebhook({ unitOfWork, clock: this.clock, webhookSender });
    await handler.execute({ organizationId: organization.id, webhookId });
  }

  deliveries(webhookId: string): Promise<StoredDelivery[]> {
    return this.database.query('select * from webhook_deliveries where webhook_id = $1 order by id', [webhookId]);
  }

  /** When the job of the webhook is to run next; null: not at all. Takes it from the queue. */
  async takeJob(webhookId: string): Promise<Date | null> {
    const [job] = await this.database.query<{ run_at: Date }>(
      'delete from graphile_worker._private_jobs where key = $1 returning run_at',
      [`deliver-webhook:${webhookId}`],
    );
    return job?.run_at ?? null;
  }

  /** Runs the job as often as it asks for, at the times that it asks for, until it asks no more. */
  async deliverAll(world: Pick<World, 'organization'>, webhookId: string): Promise<void> {
    for (let at = await this.takeJob(webhookId); at !== null; at = await this.takeJob(webhookId)) {
      if (at > this.clock()) this.bulk.now = at;
      await this.deliver(world, webhookId);
    }
  }
}
