import { Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Project } from './project.entity';
import { Release } from './release.entity';

/** A release of a project. */
@Entity('release_projects')
@Index('release_projects_release_index', ['organizationId', 'releaseId'])
export class ReleaseProject {
  @PrimaryColumn({ name: 'organization_id', type: 'bigint', primaryKeyConstraintName: 'release_projects_pkey' })
  organizationId: string;

  @PrimaryColumn({ name: 'project_id', type: 'bigint', primaryKeyConstraintName: 'release_projects_pkey' })
  projectId: string;

  @PrimaryColumn({ name: 'release_id', type: 'bigint', primaryKeyConstraintName: 'release_projects_pkey' })
  releaseId: string;

  @ManyToOne(() => Project, { nullable: false })
  @JoinColumn([
    {
      name: 'organization_id',
      referencedColumnName: 'organizationId',
      foreignKeyConstraintName: 'release_projects_project_fkey',
    },
    { name: 'project_id', referencedColumnName: 'id', foreignKeyConstraintName: 'release_projects_project_fkey' },
  ])
  project: Relation<Project>;

  @ManyToOne(() => Release, { nullable: false })
  @JoinColumn([
    {
      name: 'organization_id',
      referencedColumnName: 'organizationId',
      foreignKeyConstraintName: 'release_projects_release_fkey',
    },
    { name: 'release_id', referencedColumnName: 'id', foreignKeyConstraintName: 'release_projects_release_fkey' },
  ])
  release: Relation<Release>;
}
