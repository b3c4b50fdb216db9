import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { GroupLevel } from '../../domain/group';

/** An event as it was accepted; partitioned by day. */
@Entity('events')
@Index('events_event_id_index', ['organizationId', 'projectId', 'eventId'])
export class Event {
  @PrimaryColumn({ name: 'organization_id', type: 'bigint', primaryKeyConstraintName: 'events_pkey' })
  organizationId: string;

  @Column({ name: 'project_id', type: 'bigint' })
  projectId: string;

  @PrimaryColumn({ name: 'group_id', type: 'bigint', primaryKeyConstraintName: 'events_pkey' })
  groupId: string;

  @PrimaryColumn({ name: 'received_at', type: 'timestamptz', precision: 3, primaryKeyConstraintName: 'events_pkey' })
  receivedAt: Date;

  @PrimaryColumn({ name: 'event_id', type: 'uuid', primaryKeyConstraintName: 'events_pkey' })
  eventId: string;

  @Column({ type: 'timestamptz', precision: 3 })
  timestamp: Date;

  @Column({ type: 'text' })
  title: string;

  @Column({ type: 'text', nullable: true })
  message: string | null;

  @Column({ type: 'text' })
  level: GroupLevel;

  @Column({ type: 'text', nullable: true })
  platform: string | null;

  @Column({ type: 'text', nullable: true })
  environment: string | null;

  @Column({ type: 'text', nullable: true })
  release: string | null;

  @Column({ name: 'user_key', type: 'text', nullable: true })
  userKey: string | null;

  @Column({ type: 'jsonb' })
  tags: Record<string, unknown>;

  @Column({ type: 'json' })
  payload: Record<string, unknown>;
}
