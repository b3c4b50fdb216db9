import { Check, Column, Entity, PrimaryGeneratedColumn, Unique } from 'typeorm';

/** A person; the members of organizations are users. */
@Entity('users')
@Unique('users_email_key', ['email'])
@Unique('users_username_key', ['username'])
@Check('users_email_check', 'email = lower(email)')
export class User {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    primaryKeyConstraintName: 'users_pkey',
    generatedIdentity: 'BY DEFAULT',
  })
  id: string;

  @Column({ type: 'text' })
  email: string;

  @Column({ type: 'text' })
  username: string;

  @Column({ type: 'text' })
  name: string;

  @Column({ name: 'self_assign_on_resolve', type: 'boolean', default: false })
  selfAssignOnResolve: boolean;

  @Column({ name: 'created_at', type: 'timestamptz', precision: 3, default: () => 'now()' })
  createdAt: Date;
}
