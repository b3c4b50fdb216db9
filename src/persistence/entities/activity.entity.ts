import { Column, Entity, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';

/** A line in the feed of an issue. */
@Entity('activities')
export class Activity {
  @PrimaryColumn({ name: 'organization_id', type: 'bigint', primaryKeyConstraintName: 'activities_pkey' })
  organizationId: string;

  @PrimaryColumn({ name: 'group_id', type: 'bigint', primaryKeyConstraintName: 'activities_pkey' })
  groupId: string;

  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    primaryKeyConstraintName: 'activities_pkey',
    generatedIdentity: 'BY DEFAULT',
  })
  id: string;

  @Column({ name: 'project_id', type: 'bigint' })
  projectId: string;

  @Column({ type: 'text' })
  type: string;

  @Column({ type: 'text', nullable: true })
  ident: string | null;

  @Column({ name: 'user_id', type: 'bigint', nullable: true })
  userId: string | null;

  @Column({ type: 'jsonb', nullable: true })
  data: Record<string, unknown> | null;

  @Column({ type: 'timestamptz', precision: 3 })
  datetime: Date;

  @Column({ name: 'operation_id', type: 'bigint', nullable: true })
  operationId: string | null;
}
