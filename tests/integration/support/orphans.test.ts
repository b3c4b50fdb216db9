import { IngestEvents } from '../../../src/application/ingest-events/ingest-events.handler';
import { incomingEvent } from '../../support/build/event';
import { buildGroup } from '../../support/build/group';
import { buildWorld } from '../../support/build/world';
import { orphansOf } from '../../support/orphans';
import { useTestDatabase } from '../../support/test-database';
import { useBulkMutation } from '../../support/use-bulk-mutation';

const database = useTestDatabase();
const bulk = useBulkMutation(database);

describe('orphans', () => {
  it('are found in every table that hangs on an issue, when the issue is taken away beneath them', async () => {
    const world = await buildWorld(database);
    const { organization, owner, project, team, token } = world;
    const clock = (): Date => new Date();
    await new IngestEvents({ unitOfWork: database.unitOfWork, clock }).execute([
      incomingEvent(project, { message: 'no', user: { id: '7' } }),
    ]);
    const built = await buildGroup(database, { project, assignee: { teamId: team.id } });
    const groups = await database.query<{ id: string }>('select id from groups where organization_id = $1', [
      organization.id,
    ]);
    const ids = groups.map(({ id }) => id);
    await bulk.call(token, { ids, input: { hasSeen: true, isBookmarked: true, isPublic: true, inbox: true } });
    await bulk.call(token, { ids: [built.id], input: { assignedTo: { user: owner.id } } });
    await bulk.call(token, { ids, input: { status: 'IGNORED', statusDetails: { ignoreCount: 10 } } });
    await bulk.call(token, { ids: [built.id], input: { inbox: true } });
    expect(await orphansOf(database, organization.id)).toEqual([]);

    await database.query('delete from groups where organization_id = $1', [organization.id]);
    const found = (await orphansOf(database, organization.id)).map(({ column }) => column);
    expect(found).toEqual(
      expect.arrayContaining(
        [
          ...['activities', 'events', 'group_assignees', 'group_bookmarks', 'group_counters', 'group_hashes'],
          ...['group_histories', 'group_hourly_counts', 'group_inboxes', 'group_open_periods', 'group_seens'],
          ...['group_shares', 'group_snoozes', 'group_subscriptions', 'group_users'],
        ].map((table) => `${table}.group_id`),
      ),
    );
    expect(found.filter((column) => !column.endsWith('.group_id'))).toEqual([]);
  });

  it('are counted, and those of other organizations are not', async () => {
    const [{ organization, project }, other] = [await buildWorld(database), await buildWorld(database)];
    const group = await buildGroup(database, { project });
    await database.query('update group_inboxes set project_id = $1 where group_id = $2', [other.project.id, group.id]);
    expect(await orphansOf(database, organization.id)).toEqual([{ column: 'group_inboxes.project_id', rows: 1 }]);
    expect(await orphansOf(database, other.organization.id)).toEqual([]);
  });
});
