import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** An issue that a user has bookmarked. */
@Entity('group_bookmarks')
@Index('group_bookmarks_user_index', ['organizationId', 'userId', 'groupId'])
export class GroupBookmark {
  @PrimaryColumn({ name: 'organization_id', type: 'bigint', primaryKeyConstraintName: 'group_bookmarks_pkey' })
  organizationId: string;

  @PrimaryColumn({ name: 'group_id', type: 'bigint', primaryKeyConstraintName: 'group_bookmarks_pkey' })
  groupId: string;

  @PrimaryColumn({ name: 'user_id', type: 'bigint', primaryKeyConstraintName: 'group_bookmarks_pkey' })
  userId: string;

  @Column({ name: 'project_id', type: 'bigint' })
  projectId: string;

  @Column({ name: 'date_added', type: 'timestamptz', precision: 3 })
  dateAdded: Date;
}
