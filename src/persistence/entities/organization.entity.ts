import { Column, Entity, PrimaryGeneratedColumn, Unique } from 'typeorm';

/** A tenant. */
@Entity('organizations')
@Unique('organizations_slug_key', ['slug'])
export class Organization {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    primaryKeyConstraintName: 'organizations_pkey',
    generatedIdentity: 'BY DEFAULT',
  })
  id: string;

  @Column({ type: 'text' })
  slug: string;

  @Column({ type: 'text' })
  name: string;

  @Column({ name: 'open_membership', type: 'boolean', default: true })
  openMembership: boolean;

  /** Signs the links by which people unsubscribe. */
  @Column({
    name: 'mail_secret',
    type: 'bytea',
    default: () => 'sha256((uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())))',
  })
  mailSecret: Buffer;

  @Column({ name: 'created_at', type: 'timestamptz', precision: 3, default: () => 'now()' })
  createdAt: Date;
}
