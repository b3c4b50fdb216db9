import { Column, Entity, PrimaryColumn } from 'typeorm';

/** How many events an hour an issue may have, day by day, before it escalates. */
@Entity('group_forecasts')
export class GroupForecast {
  @PrimaryColumn({ name: 'organization_id', type: 'bigint', primaryKeyConstraintName: 'group_forecasts_pkey' })
  organizationId: string;

  @PrimaryColumn({ name: 'group_id', type: 'bigint', primaryKeyConstraintName: 'group_forecasts_pkey' })
  groupId: string;

  @Column({ name: 'project_id', type: 'bigint' })
  projectId: string;

  @Column({ type: 'bigint', array: true })
  thresholds: string[];

  @Column({ name: 'date_added', type: 'timestamptz', precision: 3 })
  dateAdded: Date;
}
