import { IngestEvents } from '../../../src/application/ingest-events/ingest-events.handler';
import { incomingEvent } from '../../support/build/event';
import { buildGroup } from '../../support/build/group';
import { buildWorld } from '../../support/build/world';
import { runDeletions } from '../../support/deletions';
import { runMerges } from '../../support/merge/run-merges';
import { orphansOf } from '../../support/orphans';
import { useTestDatabase } from '../../support/test-database';
import { useBulkMutation, type BulkCall } from '../../support/use-bulk-mutation';

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

  it('are none after issues were merged, discarded, deleted and brought back, with events all the while', async () => {
    const { organization, owner, project, token } = await buildWorld(database);
    const fingerprints = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
    const arrive = async (release: string): Promise<void> => {
      const events = fingerprints.map((fingerprint) =>
        incomingEvent(project, {
          message: 'no',
          fingerprint: [fingerprint],
          user: { id: '7' },
          release,
          tags: { a: 'b' },
        }),
      );
      await bulk.application.ingestEvents.execute(events);
    };
    const issues = async (): Promise<string[]> => {
      const rows = await database.query<{ id: string }>(
        'select id from groups where organization_id = $1 order by id',
        [organization.id],
      );
      return rows.map(({ id }) => id);
    };
    const done = async (input: BulkCall['input'], ids: readonly string[]): Promise<string> => {
      const answer = await bulk.call(token, { ids, input });
      expect(answer.counts['changed']).toBe(ids.length);
      return answer.operationId;
    };
    await arrive('p@1.0.0');
    const [a = '', b = '', c = '', d = '', e = '', f = '', g = ''] = await issues();
    await done({ isBookmarked: true, isPublic: true, assignedTo: { user: owner.id } }, [a, b, c, d, e, f, g]);
    await done({ status: 'RESOLVED_IN_NEXT_RELEASE' }, [a, b, c, d]);
    await done({ status: 'IGNORED', substatus: 'ARCHIVED_UNTIL_ESCALATING' }, [e, f]);
    await runMerges(database, {
      organizationId: organization.id,
      operationId: await done({ merge: true, mergeInto: a }, [a, b]),
    });
    await bulk.undo(token, await done({ merge: true }, [e, f]));
    await runDeletions(database, await done({ discard: true }, [c]));
    await bulk.undo(token, await done({ discard: true }, [d]));
    await arrive('p@1.1.0');
    await runDeletions(database, (await bulk.delete(token, { ids: [a, g] })).operationId);
    await bulk.undo(token, (await bulk.delete(token, { ids: [e] })).operationId);
    await arrive('p@1.2.0');
    expect((await issues()).slice(0, 3)).toEqual([d, e, f]);
    expect(await orphansOf(database, organization.id)).toEqual([]);
  });

  it('are counted, and those of other organizations are not', async () => {
    const [{ organization, project }, other] = [await buildWorld(database), await buildWorld(database)];
    const group = await buildGroup(database, { project });
    await database.query('update group_inboxes set project_id = $1 where group_id = $2', [other.project.id, group.id]);
    expect(await orphansOf(database, organization.id)).toEqual([{ column: 'group_inboxes.project_id', rows: 1 }]);
    expect(await orphansOf(database, other.organization.id)).toEqual([]);
  });
});
