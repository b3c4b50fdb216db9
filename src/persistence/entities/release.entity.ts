import {
  Check,
  Column,
  Entity,
  JoinColumn,
  ManyToOne,
  PrimaryColumn,
  PrimaryGeneratedColumn,
  type Relation,
  Unique,
} from 'typeorm';
import type { ReleaseStatus } from '../../domain/releases/release';
import { Organization } from './organization.entity';

/** A version of the software that some projects share. */
@Entity('releases')
@Unique('releases_version_key', ['organizationId', 'version'])
@Check('releases_status_check', `status in ('OPEN', 'ARCHIVED')`)
@Check('releases_semver_check', '(package is null) = (semver_key is null)')
export class Release {
  @PrimaryColumn({ name: 'organization_id', type: 'bigint', primaryKeyConstraintName: 'releases_pkey' })
  organizationId: string;

  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    primaryKeyConstraintName: 'releases_pkey',
    generatedIdentity: 'BY DEFAULT',
  })
  id: string;

  @Column({ type: 'text' })
  version: string;

  @Column({ type: 'text', nullable: true })
  package: string | null;

  @Column({ name: 'semver_key', type: 'text', nullable: true })
  semverKey: string | null;

  @Column({ type: 'text', default: 'OPEN' })
  status: ReleaseStatus;

  @Column({ name: 'date_added', type: 'timestamptz', precision: 3 })
  dateAdded: Date;

  @Column({ name: 'date_released', type: 'timestamptz', precision: 3, nullable: true })
  dateReleased: Date | null;

  @ManyToOne(() => Organization, { nullable: false })
  @JoinColumn({
    name: 'organization_id',
    referencedColumnName: 'id',
    foreignKeyConstraintName: 'releases_organization_fkey',
  })
  organization: Relation<Organization>;
}
