import { Column, Entity, PrimaryColumn, Unique } from 'typeorm';

/** The link under which an issue can be seen by whoever has it. */
@Entity('group_shares')
@Unique('group_shares_uuid_key', ['uuid'])
export class GroupShare {
  @PrimaryColumn({ name: 'organization_id', type: 'bigint', primaryKeyConstraintName: 'group_shares_pkey' })
  organizationId: string;

  @PrimaryColumn({ name: 'group_id', type: 'bigint', primaryKeyConstraintName: 'group_shares_pkey' })
  groupId: string;

  @Column({ name: 'project_id', type: 'bigint' })
  projectId: string;

  @Column({ type: 'text' })
  uuid: string;

  @Column({ name: 'user_id', type: 'bigint', nullable: true })
  userId: string | null;

  @Column({ name: 'date_added', type: 'timestamptz', precision: 3 })
  dateAdded: Date;
}
