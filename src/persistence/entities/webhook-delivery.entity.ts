import {
  Check,
  Column,
  Entity,
  Index,
  JoinColumn,
  ManyToOne,
  PrimaryColumn,
  PrimaryGeneratedColumn,
  Unique,
  type Relation,
} from 'typeorm';
import { Webhook } from './webhook.entity';

/** One call of a webhook: what its body is made of, and how it goes. */
@Entity('webhook_deliveries')
@Unique('webhook_deliveries_uuid_key', ['organizationId', 'uuid'])
@Index('webhook_deliveries_state_index', ['organizationId', 'webhookId', 'state', 'id'])
@Index('webhook_deliveries_finished_index', ['organizationId', 'finishedAt'], { where: 'finished_at is not null' })
@Check('webhook_deliveries_state_check', `state in ('PENDING', 'DELIVERED', 'DEAD')`)
@Check('webhook_deliveries_finished_check', `(state = 'PENDING') = (finished_at is null)`)
export class WebhookDelivery {
  @PrimaryColumn({ name: 'organization_id', type: 'bigint', primaryKeyConstraintName: 'webhook_deliveries_pkey' })
  organizationId: string;

  @PrimaryColumn({ name: 'webhook_id', type: 'bigint', primaryKeyConstraintName: 'webhook_deliveries_pkey' })
  webhookId: string;

  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    primaryKeyConstraintName: 'webhook_deliveries_pkey',
    generatedIdentity: 'BY DEFAULT',
  })
  id: string;

  @Column({ type: 'uuid' })
  uuid: string;

  @Column({ type: 'text' })
  event: string;

  @Column({ name: 'operation_id', type: 'bigint', nullable: true })
  operationId: string | null;

  @Column({ name: 'actor_id', type: 'bigint', nullable: true })
  actorId: string | null;

  @Column({ name: 'group_ids', type: 'bigint', array: true })
  groupIds: string[];

  @Column({ type: 'jsonb' })
  data: Record<string, unknown>;

  @Column({ name: 'occurred_at', type: 'timestamptz', precision: 3 })
  occurredAt: Date;

  @Column({ name: 'created_at', type: 'timestamptz', precision: 3 })
  createdAt: Date;

  @Column({ type: 'text', default: 'PENDING' })
  state: string;

  @Column({ type: 'integer', default: 0 })
  attempts: number;

  @Column({ name: 'next_attempt_at', type: 'timestamptz', precision: 3 })
  nextAttemptAt: Date;

  @Column({ name: 'expires_at', type: 'timestamptz', precision: 3 })
  expiresAt: Date;

  @Column({ name: 'last_attempt_at', type: 'timestamptz', precision: 3, nullable: true })
  lastAttemptAt: Date | null;

  @Column({ name: 'response_status', type: 'integer', nullable: true })
  responseStatus: number | null;

  @Column({ name: 'response_body', type: 'text', nullable: true })
  responseBody: string | null;

  @Column({ type: 'text', nullable: true })
  error: string | null;

  @Column({ name: 'finished_at', type: 'timestamptz', precision: 3, nullable: true })
  finishedAt: Date | null;

  @ManyToOne(() => Webhook, { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn([
    {
      name: 'organization_id',
      referencedColumnName: 'organizationId',
      foreignKeyConstraintName: 'webhook_deliveries_webhook_fkey',
    },
    { name: 'webhook_id', referencedColumnName: 'id', foreignKeyConstraintName: 'webhook_deliveries_webhook_fkey' },
  ])
  webhook: Relation<Webhook>;
}
