import { Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Project } from './project.entity';
import { Team } from './team.entity';

/** A team that sees a project. */
@Entity('project_teams')
@Index('project_teams_team_index', ['organizationId', 'teamId'])
export class ProjectTeam {
  @PrimaryColumn({ name: 'organization_id', type: 'bigint', primaryKeyConstraintName: 'project_teams_pkey' })
  organizationId: string;

  @PrimaryColumn({ name: 'project_id', type: 'bigint', primaryKeyConstraintName: 'project_teams_pkey' })
  projectId: string;

  @PrimaryColumn({ name: 'team_id', type: 'bigint', primaryKeyConstraintName: 'project_teams_pkey' })
  teamId: string;

  @ManyToOne(() => Project, { nullable: false })
  @JoinColumn([
    {
      name: 'organization_id',
      referencedColumnName: 'organizationId',
      foreignKeyConstraintName: 'project_teams_project_fkey',
    },
    { name: 'project_id', referencedColumnName: 'id', foreignKeyConstraintName: 'project_teams_project_fkey' },
  ])
  project: Relation<Project>;

  @ManyToOne(() => Team, { nullable: false })
  @JoinColumn([
    {
      name: 'organization_id',
      referencedColumnName: 'organizationId',
      foreignKeyConstraintName: 'project_teams_team_fkey',
    },
    { name: 'team_id', referencedColumnName: 'id', foreignKeyConstraintName: 'project_teams_team_fkey' },
  ])
  team: Relation<Team>;
}
