import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, Unique, type Relation } from 'typeorm';
import { Project } from './project.entity';

/** The public secret in a project's DSN. */
@Entity('project_keys')
@Unique('project_keys_public_key_key', ['publicKey'])
export class ProjectKey {
  @PrimaryColumn({ name: 'organization_id', type: 'bigint', primaryKeyConstraintName: 'project_keys_pkey' })
  organizationId: string;

  @PrimaryColumn({ name: 'project_id', type: 'bigint', primaryKeyConstraintName: 'project_keys_pkey' })
  projectId: string;

  @PrimaryColumn({ name: 'public_key', type: 'text', primaryKeyConstraintName: 'project_keys_pkey' })
  publicKey: string;

  @Column({ type: 'boolean', default: true })
  active: boolean;

  @Column({ name: 'created_at', type: 'timestamptz', precision: 3, default: () => 'now()' })
  createdAt: Date;

  @ManyToOne(() => Project, { nullable: false })
  @JoinColumn([
    {
      name: 'organization_id',
      referencedColumnName: 'organizationId',
      foreignKeyConstraintName: 'project_keys_project_fkey',
    },
    { name: 'project_id', referencedColumnName: 'id', foreignKeyConstraintName: 'project_keys_project_fkey' },
  ])
  project: Relation<Project>;
}
