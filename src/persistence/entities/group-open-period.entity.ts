import { Column, Entity, Index, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';

/** A time in which an issue was open. */
@Entity('group_open_periods')
@Index('group_open_periods_open_index', ['organizationId', 'groupId'], { unique: true, where: 'date_ended is null' })
export class GroupOpenPeriod {
  @PrimaryColumn({ name: 'organization_id', type: 'bigint', primaryKeyConstraintName: 'group_open_periods_pkey' })
  organizationId: string;

  @PrimaryColumn({ name: 'group_id', type: 'bigint', primaryKeyConstraintName: 'group_open_periods_pkey' })
  groupId: string;

  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    primaryKeyConstraintName: 'group_open_periods_pkey',
    generatedIdentity: 'BY DEFAULT',
  })
  id: string;

  @Column({ name: 'project_id', type: 'bigint' })
  projectId: string;

  @Column({ name: 'date_started', type: 'timestamptz', precision: 3 })
  dateStarted: Date;

  @Column({ name: 'date_ended', type: 'timestamptz', precision: 3, nullable: true })
  dateEnded: Date | null;

  @Column({ name: 'resolution_activity_id', type: 'bigint', nullable: true })
  resolutionActivityId: string | null;

  @Column({ name: 'user_id', type: 'bigint', nullable: true })
  userId: string | null;
}
