import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** Title, culprit and message of an issue, a line each, for searches. Its index of trigrams is in the migration only: entities describe B-trees. */
@Entity('group_texts')
@Index('group_texts_text_index', { synchronize: false })
export class GroupText {
  @PrimaryColumn({ name: 'organization_id', type: 'bigint', primaryKeyConstraintName: 'group_texts_pkey' })
  organizationId: string;

  @PrimaryColumn({ name: 'group_id', type: 'bigint', primaryKeyConstraintName: 'group_texts_pkey' })
  groupId: string;

  @Column({ type: 'text' })
  text: string;
}
