import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One of the people whom an issue has met. */
@Entity('group_users')
export class GroupUser {
  @PrimaryColumn({ name: 'organization_id', type: 'bigint', primaryKeyConstraintName: 'group_users_pkey' })
  organizationId: string;

  @PrimaryColumn({ name: 'group_id', type: 'bigint', primaryKeyConstraintName: 'group_users_pkey' })
  groupId: string;

  @PrimaryColumn({ name: 'user_key', type: 'text', primaryKeyConstraintName: 'group_users_pkey' })
  userKey: string;

  @Column({ name: 'first_seen', type: 'timestamptz', precision: 3 })
  firstSeen: Date;

  @Column({ name: 'last_seen', type: 'timestamptz', precision: 3 })
  lastSeen: Date;
}
