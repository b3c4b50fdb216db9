import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A fingerprint and the issue that it leads to, or the tombstone of one that was discarded. */
@Entity('group_hashes')
@Index('group_hashes_group_index', ['organizationId', 'groupId'])
@Index('group_hashes_tombstone_index', ['organizationId', 'tombstoneId'], { where: 'tombstone_id is not null' })
@Check('group_hashes_owner_check', 'num_nonnulls(group_id, tombstone_id) = 1')
export class GroupHash {
  @PrimaryColumn({ name: 'organization_id', type: 'bigint', primaryKeyConstraintName: 'group_hashes_pkey' })
  organizationId: string;

  @PrimaryColumn({ name: 'project_id', type: 'bigint', primaryKeyConstraintName: 'group_hashes_pkey' })
  projectId: string;

  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'group_hashes_pkey' })
  hash: string;

  @Column({ name: 'group_id', type: 'bigint', nullable: true })
  groupId: string | null;

  @Column({ name: 'tombstone_id', type: 'bigint', nullable: true })
  tombstoneId: string | null;

  @Column({ name: 'date_added', type: 'timestamptz', precision: 3 })
  dateAdded: Date;
}
