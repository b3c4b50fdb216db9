import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A fingerprint and the issue that it leads to. */
@Entity('group_hashes')
@Index('group_hashes_group_index', ['organizationId', 'groupId'])
export class GroupHash {
  @PrimaryColumn({ name: 'organization_id', type: 'bigint', primaryKeyConstraintName: 'group_hashes_pkey' })
  organizationId: string;

  @PrimaryColumn({ name: 'project_id', type: 'bigint', primaryKeyConstraintName: 'group_hashes_pkey' })
  projectId: string;

  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'group_hashes_pkey' })
  hash: string;

  @Column({ name: 'group_id', type: 'bigint', nullable: true })
  groupId: string | null;

  @Column({ name: 'date_added', type: 'timestamptz', precision: 3 })
  dateAdded: Date;
}
