import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** The user or the team that an issue is assigned to. */
@Entity('group_assignees')
@Index('group_assignees_user_index', ['organizationId', 'userId', 'groupId'], { where: 'user_id is not null' })
@Index('group_assignees_team_index', ['organizationId', 'teamId', 'groupId'], { where: 'team_id is not null' })
@Check('group_assignees_actor_check', 'num_nonnulls(user_id, team_id) = 1')
export class GroupAssignee {
  @PrimaryColumn({ name: 'organization_id', type: 'bigint', primaryKeyConstraintName: 'group_assignees_pkey' })
  organizationId: string;

  @PrimaryColumn({ name: 'group_id', type: 'bigint', primaryKeyConstraintName: 'group_assignees_pkey' })
  groupId: string;

  @Column({ name: 'project_id', type: 'bigint' })
  projectId: string;

  @Column({ name: 'user_id', type: 'bigint', nullable: true })
  userId: string | null;

  @Column({ name: 'team_id', type: 'bigint', nullable: true })
  teamId: string | null;

  @Column({ name: 'date_added', type: 'timestamptz', precision: 3 })
  dateAdded: Date;
}
