import { Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { OrganizationMember } from './organization-member.entity';
import { Team } from './team.entity';

/** A member of the organization in one of its teams. */
@Entity('team_members')
@Index('team_members_user_index', ['organizationId', 'userId'])
export class TeamMember {
  @PrimaryColumn({ name: 'organization_id', type: 'bigint', primaryKeyConstraintName: 'team_members_pkey' })
  organizationId: string;

  @PrimaryColumn({ name: 'team_id', type: 'bigint', primaryKeyConstraintName: 'team_members_pkey' })
  teamId: string;

  @PrimaryColumn({ name: 'user_id', type: 'bigint', primaryKeyConstraintName: 'team_members_pkey' })
  userId: string;

  @ManyToOne(() => Team, { nullable: false })
  @JoinColumn([
    {
      name: 'organization_id',
      referencedColumnName: 'organizationId',
      foreignKeyConstraintName: 'team_members_team_fkey',
    },
    { name: 'team_id', referencedColumnName: 'id', foreignKeyConstraintName: 'team_members_team_fkey' },
  ])
  team: Relation<Team>;

  @ManyToOne(() => OrganizationMember, { nullable: false })
  @JoinColumn([
    {
      name: 'organization_id',
      referencedColumnName: 'organizationId',
      foreignKeyConstraintName: 'team_members_user_fkey',
    },
    { name: 'user_id', referencedColumnName: 'userId', foreignKeyConstraintName: 'team_members_user_fkey' },
  ])
  member: Relation<OrganizationMember>;
}
