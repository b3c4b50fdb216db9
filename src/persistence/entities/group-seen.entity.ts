import { Column, Entity, PrimaryColumn } from 'typeorm';

/** When a user last looked at an issue. */
@Entity('group_seens')
export class GroupSeen {
  @PrimaryColumn({ name: 'organization_id', type: 'bigint', primaryKeyConstraintName: 'group_seens_pkey' })
  organizationId: string;

  @PrimaryColumn({ name: 'group_id', type: 'bigint', primaryKeyConstraintName: 'group_seens_pkey' })
  groupId: string;

  @PrimaryColumn({ name: 'user_id', type: 'bigint', primaryKeyConstraintName: 'group_seens_pkey' })
  userId: string;

  @Column({ name: 'project_id', type: 'bigint' })
  projectId: string;

  @Column({ name: 'last_seen', type: 'timestamptz', precision: 3 })
  lastSeen: Date;
}
