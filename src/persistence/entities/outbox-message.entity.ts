import { Column, Entity, Index, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';

/** What is to be told to others once the transaction has committed. */
@Entity('outbox_messages')
@Index('outbox_messages_waiting_index', ['organizationId', 'id'], { where: 'dispatched_at is null' })
@Index('outbox_messages_dispatched_index', ['organizationId', 'dispatchedAt'], { where: 'dispatched_at is not null' })
@Index('outbox_messages_operation_index', ['organizationId', 'operationId', 'id'], {
  where: 'operation_id is not null',
})
export class OutboxMessage {
  @PrimaryColumn({ name: 'organization_id', type: 'bigint', primaryKeyConstraintName: 'outbox_messages_pkey' })
  organizationId: string;

  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    primaryKeyConstraintName: 'outbox_messages_pkey',
    generatedIdentity: 'BY DEFAULT',
  })
  id: string;

  @Column({ type: 'text' })
  type: string;

  @Column({ name: 'operation_id', type: 'bigint', nullable: true })
  operationId: string | null;

  @Column({ name: 'actor_id', type: 'bigint', nullable: true })
  actorId: string | null;

  @Column({ name: 'group_ids', type: 'bigint', array: true })
  groupIds: string[];

  @Column({ type: 'jsonb' })
  data: Record<string, unknown>;

  @Column({ name: 'created_at', type: 'timestamptz', precision: 3 })
  createdAt: Date;

  @Column({ name: 'dispatched_at', type: 'timestamptz', precision: 3, nullable: true })
  dispatchedAt: Date | null;
}
