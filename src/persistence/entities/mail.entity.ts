import { Check, Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';
import type { MailContent } from '../../domain/mail/mail-content';

/** A mail to one person: what it says, and whether it has arrived. */
@Entity('mails')
@Unique('mails_operation_key', ['organizationId', 'operationId', 'userId'])
@Index('mails_created_at_index', ['organizationId', 'createdAt'])
@Index('mails_due_index', ['organizationId', 'nextAttemptAt'], { where: `state = 'PENDING'` })
@Check('mails_state_check', `state in ('PENDING', 'SENT', 'DROPPED', 'DEAD')`)
export class Mail {
  @PrimaryColumn({ name: 'organization_id', type: 'bigint', primaryKeyConstraintName: 'mails_pkey' })
  organizationId: string;

  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'mails_pkey' })
  id: string;

  @Column({ name: 'user_id', type: 'bigint' })
  userId: string;

  @Column({ name: 'operation_id', type: 'bigint', nullable: true })
  operationId: string | null;

  @Column({ name: 'actor_id', type: 'bigint', nullable: true })
  actorId: string | null;

  @Column({ type: 'jsonb' })
  content: MailContent;

  @Column({ type: 'text', default: 'PENDING' })
  state: string;

  @Column({ type: 'integer', default: 0 })
  attempts: number;

  @Column({ name: 'next_attempt_at', type: 'timestamptz', precision: 3 })
  nextAttemptAt: Date;

  @Column({ name: 'last_error', type: 'text', nullable: true })
  lastError: string | null;

  @Column({ name: 'created_at', type: 'timestamptz', precision: 3 })
  createdAt: Date;

  @Column({ name: 'finished_at', type: 'timestamptz', precision: 3, nullable: true })
  finishedAt: Date | null;
}
