import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** An issue that is to be deleted, from the call that asks for it until its last row is gone. */
@Entity('group_deletions')
@Check('group_deletions_kind_check', `kind in ('DELETE', 'DISCARD')`)
export class GroupDeletion {
  @PrimaryColumn({ name: 'organization_id', type: 'bigint', primaryKeyConstraintName: 'group_deletions_pkey' })
  organizationId: string;

  @PrimaryColumn({ name: 'group_id', type: 'bigint', primaryKeyConstraintName: 'group_deletions_pkey' })
  groupId: string;

  @Column({ name: 'project_id', type: 'bigint' })
  projectId: string;

  @Column({ type: 'text' })
  kind: string;

  @Column({ name: 'tombstone_id', type: 'bigint', nullable: true })
  tombstoneId: string | null;

  @Column({ name: 'operation_id', type: 'bigint' })
  operationId: string;

  @Column({ name: 'due_at', type: 'timestamptz', precision: 3 })
  dueAt: Date;
}
