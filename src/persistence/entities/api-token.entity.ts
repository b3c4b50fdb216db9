import {
  Check,
  Column,
  Entity,
  Index,
  JoinColumn,
  ManyToOne,
  PrimaryGeneratedColumn,
  Unique,
  type Relation,
} from 'typeorm';
import type { Scope } from '../../domain/access';
import { Organization } from './organization.entity';
import { User } from './user.entity';

/** A bearer token, of which only the hash is stored. Without an organization it is an installation token. */
@Entity('api_tokens')
@Unique('api_tokens_token_hash_key', ['tokenHash'])
@Index('api_tokens_organization_index', ['organizationId'])
@Check('api_tokens_reach_check', 'organization_id is not null or user_id is null')
export class ApiToken {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    primaryKeyConstraintName: 'api_tokens_pkey',
    generatedIdentity: 'BY DEFAULT',
  })
  id: string;

  @Column({ name: 'organization_id', type: 'bigint', nullable: true })
  organizationId: string | null;

  @Column({ name: 'user_id', type: 'bigint', nullable: true })
  userId: string | null;

  @Column({ type: 'text' })
  name: string;

  @Column({ name: 'token_hash', type: 'bytea' })
  tokenHash: Buffer;

  @Column({ type: 'text', array: true })
  scopes: Scope[];

  @Column({ name: 'created_by_user_id', type: 'bigint', nullable: true })
  createdByUserId: string | null;

  @Column({ name: 'created_at', type: 'timestamptz', precision: 3, default: () => 'now()' })
  createdAt: Date;

  @Column({ name: 'expires_at', type: 'timestamptz', precision: 3, nullable: true })
  expiresAt: Date | null;

  @Column({ name: 'revoked_at', type: 'timestamptz', precision: 3, nullable: true })
  revokedAt: Date | null;

  @Column({ name: 'last_used_at', type: 'timestamptz', precision: 3, nullable: true })
  lastUsedAt: Date | null;

  @ManyToOne(() => Organization, { nullable: true })
  @JoinColumn({
    name: 'organization_id',
    referencedColumnName: 'id',
    foreignKeyConstraintName: 'api_tokens_organization_fkey',
  })
  organization: Relation<Organization> | null;

  @ManyToOne(() => User, { nullable: true })
  @JoinColumn({ name: 'user_id', referencedColumnName: 'id', foreignKeyConstraintName: 'api_tokens_user_fkey' })
  user: Relation<User> | null;

  @ManyToOne(() => User, { nullable: true })
  @JoinColumn({
    name: 'created_by_user_id',
    referencedColumnName: 'id',
    foreignKeyConstraintName: 'api_tokens_created_by_fkey',
  })
  createdBy: Relation<User> | null;
}
