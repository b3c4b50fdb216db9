import { Check, Column, Entity, Index, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';

/** Who had which issue deleted; it outlives the issue. */
@Entity('deletion_audit_entries')
@Index('deletion_audit_entries_operation_index', ['organizationId', 'operationId'])
@Check('deletion_audit_entries_kind_check', `kind in ('DELETE', 'DISCARD')`)
export class DeletionAuditEntry {
  @PrimaryColumn({ name: 'organization_id', type: 'bigint', primaryKeyConstraintName: 'deletion_audit_entries_pkey' })
  organizationId: string;

  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    primaryKeyConstraintName: 'deletion_audit_entries_pkey',
    generatedIdentity: 'BY DEFAULT',
  })
  id: string;

  @Column({ type: 'text' })
  kind: string;

  @Column({ name: 'group_id', type: 'bigint' })
  groupId: string;

  @Column({ name: 'project_id', type: 'bigint' })
  projectId: string;

  @Column({ name: 'project_slug', type: 'text' })
  projectSlug: string;

  @Column({ name: 'transaction_id', type: 'uuid' })
  transactionId: string;

  @Column({ name: 'operation_id', type: 'bigint' })
  operationId: string;

  @Column({ name: 'actor_id', type: 'bigint', nullable: true })
  actorId: string | null;

  @Column({ name: 'created_at', type: 'timestamptz', precision: 3 })
  createdAt: Date;

  @Column({ name: 'undone_at', type: 'timestamptz', precision: 3, nullable: true })
  undoneAt: Date | null;
}
