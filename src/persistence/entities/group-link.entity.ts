import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { LinkedType, LinkRelationship } from '../../domain/releases/group-link';

/** What an issue is linked to outside: a commit that resolves it, for example. */
@Entity('group_links')
@Index('group_links_linked_index', ['organizationId', 'linkedType', 'linkedId'])
@Check('group_links_linked_type_check', `linked_type in ('COMMIT', 'PULL_REQUEST', 'ISSUE')`)
@Check('group_links_relationship_check', `relationship in ('RESOLVES', 'REFERENCES')`)
export class GroupLink {
  @PrimaryColumn({ name: 'organization_id', type: 'bigint', primaryKeyConstraintName: 'group_links_pkey' })
  organizationId: string;

  @PrimaryColumn({ name: 'group_id', type: 'bigint', primaryKeyConstraintName: 'group_links_pkey' })
  groupId: string;

  @PrimaryColumn({ name: 'linked_type', type: 'text', primaryKeyConstraintName: 'group_links_pkey' })
  linkedType: LinkedType;

  @PrimaryColumn({ name: 'linked_id', type: 'bigint', primaryKeyConstraintName: 'group_links_pkey' })
  linkedId: string;

  @Column({ name: 'project_id', type: 'bigint' })
  projectId: string;

  @Column({ type: 'text' })
  relationship: LinkRelationship;

  @Column({ name: 'date_added', type: 'timestamptz', precision: 3 })
  dateAdded: Date;
}
