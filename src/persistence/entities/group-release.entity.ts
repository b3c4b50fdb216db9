import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A release in which an issue was met. */
@Entity('group_releases')
@Index('group_releases_release_index', ['organizationId', 'releaseId', 'groupId'])
export class GroupRelease {
  @PrimaryColumn({ name: 'organization_id', type: 'bigint', primaryKeyConstraintName: 'group_releases_pkey' })
  organizationId: string;

  @PrimaryColumn({ name: 'group_id', type: 'bigint', primaryKeyConstraintName: 'group_releases_pkey' })
  groupId: string;

  @PrimaryColumn({ name: 'release_id', type: 'bigint', primaryKeyConstraintName: 'group_releases_pkey' })
  releaseId: string;

  @Column({ name: 'project_id', type: 'bigint' })
  projectId: string;

  @Column({ name: 'first_seen', type: 'timestamptz', precision: 3 })
  firstSeen: Date;

  @Column({ name: 'last_seen', type: 'timestamptz', precision: 3 })
  lastSeen: Date;
}
