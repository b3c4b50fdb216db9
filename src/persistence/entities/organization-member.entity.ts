import {
  Check,
  Column,
  Entity,
  Index,
  JoinColumn,
  ManyToOne,
  PrimaryColumn,
  PrimaryGeneratedColumn,
  Unique,
  type Relation,
} from 'typeorm';
import type { MemberRole } from '../../domain/access';
import type { NotificationSetting } from '../../domain/mail/notification-setting';
import { Organization } from './organization.entity';
import { User } from './user.entity';

/** A user in an organization, with a role. */
@Entity('organization_members')
@Unique('organization_members_user_key', ['organizationId', 'userId'])
@Index('organization_members_user_index', ['userId'])
@Check('organization_members_role_check', `role in ('OWNER', 'MANAGER', 'ADMIN', 'MEMBER')`)
@Check('organization_members_notification_setting_check', `notification_setting in ('ALWAYS', 'SUBSCRIBED', 'NEVER')`)
export class OrganizationMember {
  @PrimaryColumn({ name: 'organization_id', type: 'bigint', primaryKeyConstraintName: 'organization_members_pkey' })
  organizationId: string;

  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    primaryKeyConstraintName: 'organization_members_pkey',
    generatedIdentity: 'BY DEFAULT',
  })
  id: string;

  @Column({ name: 'user_id', type: 'bigint' })
  userId: string;

  @Column({ type: 'text' })
  role: MemberRole;

  @Column({ type: 'boolean', default: true })
  active: boolean;

  @Column({ name: 'notification_setting', type: 'text', default: 'SUBSCRIBED' })
  notificationSetting: NotificationSetting;

  @Column({ name: 'told_of_own_changes', type: 'boolean', default: false })
  toldOfOwnChanges: boolean;

  @Column({ name: 'created_at', type: 'timestamptz', precision: 3, default: () => 'now()' })
  createdAt: Date;

  @ManyToOne(() => Organization, { nullable: false })
  @JoinColumn({
    name: 'organization_id',
    referencedColumnName: 'id',
    foreignKeyConstraintName: 'organization_members_organization_fkey',
  })
  organization: Relation<Organization>;

  @ManyToOne(() => User, { nullable: false })
  @JoinColumn({
    name: 'user_id',
    referencedColumnName: 'id',
    foreignKeyConstraintName: 'organization_members_user_fkey',
  })
  user: Relation<User>;
}
