import { Column, Entity, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';

/** A transition of an issue, for statistics. */
@Entity('group_histories')
export class GroupHistory {
  @PrimaryColumn({ name: 'organization_id', type: 'bigint', primaryKeyConstraintName: 'group_histories_pkey' })
  organizationId: string;

  @PrimaryColumn({ name: 'group_id', type: 'bigint', primaryKeyConstraintName: 'group_histories_pkey' })
  groupId: string;

  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    primaryKeyConstraintName: 'group_histories_pkey',
    generatedIdentity: 'BY DEFAULT',
  })
  id: string;

  @Column({ name: 'project_id', type: 'bigint' })
  projectId: string;

  @Column({ type: 'text' })
  status: string;

  @Column({ name: 'user_id', type: 'bigint', nullable: true })
  userId: string | null;

  @Column({ name: 'team_id', type: 'bigint', nullable: true })
  teamId: string | null;

  @Column({ name: 'prev_history_date', type: 'timestamptz', precision: 3, nullable: true })
  prevHistoryDate: Date | null;

  @Column({ name: 'date_added', type: 'timestamptz', precision: 3 })
  dateAdded: Date;
}
