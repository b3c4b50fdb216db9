import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Events of an issue in one clock hour. */
@Entity('group_hourly_counts')
export class GroupHourlyCount {
  @PrimaryColumn({ name: 'organization_id', type: 'bigint', primaryKeyConstraintName: 'group_hourly_counts_pkey' })
  organizationId: string;

  @PrimaryColumn({ name: 'group_id', type: 'bigint', primaryKeyConstraintName: 'group_hourly_counts_pkey' })
  groupId: string;

  @PrimaryColumn({ type: 'timestamptz', precision: 3, primaryKeyConstraintName: 'group_hourly_counts_pkey' })
  hour: Date;

  @Column({ type: 'integer' })
  events: number;
}
