import { randomUUID } from 'node:crypto';
import { IngestEvents } from '../../../src/application/ingest-events/ingest-events.handler';
import { hashOfFingerprint } from '../../../src/application/ingest-events/judge-event';
import type { JsonObject } from '../../../src/domain/events/untrusted-json';
import type { UnitOfWork } from '../../../src/persistence/unit-of-work';
import { incomingEvent } from '../build/event';
import { buildGroup } from '../build/group';
import type { GroupsOptions, TestGroup } from '../build/group-options';
import { insertRow, insertRows } from '../build/insert-rows';
import type { TestDatabase } from '../test-database';

/** How events are sent. */
export interface Sending {
  readonly now?: Date;
  readonly unitOfWork?: UnitOfWork;
}

/** Issues that events find, and the events. */
export class IssueEvents {
  constructor(private readonly database: TestDatabase) {}

  /** As `buildGroup`; the issue has a fingerprint of its own. */
  async build(given: Omit<GroupsOptions, 'each'>): Promise<TestGroup> {
    const group = await buildGroup(this.database, given);
    await insertRow(this.database, 'group_hashes', {
      ...{ organization_id: group.organizationId, project_id: group.projectId, group_id: group.id },
      ...{ hash: hashOfFingerprint([`given:${group.id}`]), date_added: group.firstSeen },
    });
    return group;
  }

  /** Sends events of issues in one batch; answers their ids. */
  async send(
    groups: readonly TestGroup[],
    event: JsonObject = {},
    { now = new Date(), unitOfWork = this.database.unitOfWork }: Sending = {},
  ): Promise<string[]> {
    const events = groups.map(({ id, projectId, organizationId }) =>
      incomingEvent({ id: projectId, organizationId }, { message: 'no', fingerprint: [id], ...event }),
    );
    await new IngestEvents({ unitOfWork, clock: () => now }).execute(events);
    return events.map(({ eventId }) => eventId);
  }

  /** Events that came earlier, one a moment, each of another user if wanted; counted in their hours only. */
  async store(group: TestGroup, moments: readonly Date[], userOf?: (index: number) => string): Promise<void> {
    const key = { organization_id: group.organizationId, group_id: group.id };
    await insertRows(
      this.database,
      'events',
      moments.map((moment, index) => ({
        ...{ ...key, project_id: group.projectId, event_id: randomUUID() },
        ...{ received_at: moment, timestamp: moment, title: 'no', level: 'ERROR' },
        ...{ user_key: userOf?.(index) ?? null, tags: {}, payload: {} },
      })),
    );
    await this.database.query(
      `insert into group_hourly_counts (organization_id, group_id, hour, events)
       select organization_id, group_id, date_trunc('hour', received_at, 'UTC'), count(*)
       from events where organization_id = $1 and group_id = $2 group by 1, 2, 3`,
      [group.organizationId, group.id],
    );
  }
}
