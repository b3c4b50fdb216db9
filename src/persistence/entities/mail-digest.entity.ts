import { Check, Column, Entity, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';

/** Mails that are to be made, of an operation that is over or of messages that belong to none. */
@Entity('mail_digests')
@Check('mail_digests_subject_check', 'num_nonnulls(operation_id, message_ids) = 1')
export class MailDigest {
  @PrimaryColumn({ name: 'organization_id', type: 'bigint', primaryKeyConstraintName: 'mail_digests_pkey' })
  organizationId: string;

  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    primaryKeyConstraintName: 'mail_digests_pkey',
    generatedIdentity: 'BY DEFAULT',
  })
  id: string;

  @Column({ name: 'operation_id', type: 'bigint', nullable: true })
  operationId: string | null;

  @Column({ name: 'actor_id', type: 'bigint', nullable: true })
  actorId: string | null;

  @Column({ name: 'message_ids', type: 'bigint', array: true, nullable: true })
  messageIds: string[] | null;

  @Column({ type: 'integer', default: 0 })
  attempts: number;

  @Column({ name: 'next_attempt_at', type: 'timestamptz', precision: 3 })
  nextAttemptAt: Date;

  @Column({ name: 'created_at', type: 'timestamptz', precision: 3 })
  createdAt: Date;
}
