import { Entity, Index, PrimaryColumn } from 'typeorm';

/** A value that a tag of an issue's events has had. */
@Entity('group_tag_values')
@Index('group_tag_values_value_index', ['organizationId', 'key', 'value', 'groupId'])
export class GroupTagValue {
  @PrimaryColumn({ name: 'organization_id', type: 'bigint', primaryKeyConstraintName: 'group_tag_values_pkey' })
  organizationId: string;

  @PrimaryColumn({ name: 'group_id', type: 'bigint', primaryKeyConstraintName: 'group_tag_values_pkey' })
  groupId: string;

  @PrimaryColumn({ type: 'text', collation: 'C', primaryKeyConstraintName: 'group_tag_values_pkey' })
  key: string;

  @PrimaryColumn({ type: 'text', collation: 'C', primaryKeyConstraintName: 'group_tag_values_pkey' })
  value: string;
}
