import { Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Commit } from './commit.entity';
import { Release } from './release.entity';

/** A commit that a release holds. */
@Entity('release_commits')
@Index('release_commits_commit_index', ['organizationId', 'commitId'])
export class ReleaseCommit {
  @PrimaryColumn({ name: 'organization_id', type: 'bigint', primaryKeyConstraintName: 'release_commits_pkey' })
  organizationId: string;

  @PrimaryColumn({ name: 'release_id', type: 'bigint', primaryKeyConstraintName: 'release_commits_pkey' })
  releaseId: string;

  @PrimaryColumn({ name: 'commit_id', type: 'bigint', primaryKeyConstraintName: 'release_commits_pkey' })
  commitId: string;

  @ManyToOne(() => Release, { nullable: false })
  @JoinColumn([
    {
      name: 'organization_id',
      referencedColumnName: 'organizationId',
      foreignKeyConstraintName: 'release_commits_release_fkey',
    },
    { name: 'release_id', referencedColumnName: 'id', foreignKeyConstraintName: 'release_commits_release_fkey' },
  ])
  release: Relation<Release>;

  @ManyToOne(() => Commit, { nullable: false })
  @JoinColumn([
    {
      name: 'organization_id',
      referencedColumnName: 'organizationId',
      foreignKeyConstraintName: 'release_commits_commit_fkey',
    },
    { name: 'commit_id', referencedColumnName: 'id', foreignKeyConstraintName: 'release_commits_commit_fkey' },
  ])
  commit: Relation<Commit>;
}
