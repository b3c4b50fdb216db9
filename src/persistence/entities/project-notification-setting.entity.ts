import { Check, Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import type { NotificationSetting } from '../../domain/mail/notification-setting';
import { OrganizationMember } from './organization-member.entity';
import { Project } from './project.entity';

const KEY = 'project_notification_settings_pkey';
const MEMBER = 'project_notification_settings_member_fkey';
const PROJECT = 'project_notification_settings_project_fkey';

/** What a member wants to be told of one project, where it differs from the rest of the organization. */
@Entity('project_notification_settings')
@Check('project_notification_settings_setting_check', `setting in ('ALWAYS', 'SUBSCRIBED', 'NEVER')`)
export class ProjectNotificationSetting {
  @PrimaryColumn({ name: 'organization_id', type: 'bigint', primaryKeyConstraintName: KEY })
  organizationId: string;

  @PrimaryColumn({ name: 'user_id', type: 'bigint', primaryKeyConstraintName: KEY })
  userId: string;

  @PrimaryColumn({ name: 'project_id', type: 'bigint', primaryKeyConstraintName: KEY })
  projectId: string;

  @Column({ type: 'text' })
  setting: NotificationSetting;

  @ManyToOne(() => OrganizationMember, { nullable: false })
  @JoinColumn([
    { name: 'organization_id', referencedColumnName: 'organizationId', foreignKeyConstraintName: MEMBER },
    { name: 'user_id', referencedColumnName: 'userId', foreignKeyConstraintName: MEMBER },
  ])
  member: Relation<OrganizationMember>;

  @ManyToOne(() => Project, { nullable: false })
  @JoinColumn([
    { name: 'organization_id', referencedColumnName: 'organizationId', foreignKeyConstraintName: PROJECT },
    { name: 'project_id', referencedColumnName: 'id', foreignKeyConstraintName: PROJECT },
  ])
  project: Relation<Project>;
}
