import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { ResolutionStatus, ResolutionType } from '../../domain/releases/resolution';

/** The release in which an issue is resolved. */
@Entity('group_resolutions')
@Index('group_resolutions_pending_index', ['organizationId', 'projectId', 'groupId'], { where: `status = 'PENDING'` })
@Check(
  'group_resolutions_type_check',
  `type in ('IN_RELEASE', 'IN_NEXT_RELEASE', 'IN_UPCOMING_RELEASE', 'IN_FUTURE_RELEASE')`,
)
@Check('group_resolutions_status_check', `status in ('PENDING', 'RESOLVED')`)
export class GroupResolution {
  @PrimaryColumn({ name: 'organization_id', type: 'bigint', primaryKeyConstraintName: 'group_resolutions_pkey' })
  organizationId: string;

  @PrimaryColumn({ name: 'group_id', type: 'bigint', primaryKeyConstraintName: 'group_resolutions_pkey' })
  groupId: string;

  @Column({ type: 'bigint' })
  id: string;

  @Column({ name: 'project_id', type: 'bigint' })
  projectId: string;

  @Column({ name: 'release_id', type: 'bigint', nullable: true })
  releaseId: string | null;

  @Column({ name: 'current_release_version', type: 'text', nullable: true })
  currentReleaseVersion: string | null;

  @Column({ name: 'future_release_version', type: 'text', nullable: true })
  futureReleaseVersion: string | null;

  @Column({ type: 'text' })
  type: ResolutionType;

  @Column({ type: 'text' })
  status: ResolutionStatus;

  @Column({ name: 'actor_id', type: 'bigint', nullable: true })
  actorId: string | null;

  @Column({ name: 'date_added', type: 'timestamptz', precision: 3 })
  dateAdded: Date;
}
