import { createHash } from 'node:crypto';
import { buildGroup, buildGroups } from '../../support/build/group';
import { buildMember } from '../../support/build/organization';
import { buildToken } from '../../support/build/token';
import { buildWorld } from '../../support/build/world';
import { useTestDatabase } from '../../support/test-database';

const database = useTestDatabase();

/** Rows of a table that hang on one issue. */
function rowsOf(table: string, groupId: string): Promise<Record<string, unknown>[]> {
  return database.query(`select * from ${table} where group_id = $1`, [groupId]);
}

describe('builders', () => {
  it('make an issue with its parents, counter, hash, inbox and open period', async () => {
    const group = await buildGroup(database);
    const [row] = await database.query<Record<string, unknown>>('select * from groups where id = $1', [group.id]);
    expect(row).toMatchObject({
      organization_id: group.organizationId,
      project_id: group.projectId,
      short_id: '1',
      status: 'UNRESOLVED',
      substatus: 'NEW',
      priority: 'MEDIUM',
      first_seen: group.firstSeen,
      version: 1,
    });
    expect(await rowsOf('group_counters', group.id)).toMatchObject([{ times_seen: '1', last_seen: group.firstSeen }]);
    expect(await rowsOf('group_hashes', group.id)).toHaveLength(1);
    expect(await rowsOf('group_inboxes', group.id)).toMatchObject([{ reason: 'NEW' }]);
    expect(await rowsOf('group_open_periods', group.id)).toMatchObject([{ date_ended: null }]);
  });

  it('end the period of a resolved issue and leave it out of the inbox', async () => {
    const group = await buildGroup(database, { status: 'RESOLVED' });
    expect(group.substatus).toBeNull();
    expect(await rowsOf('group_open_periods', group.id)).toMatchObject([{ date_ended: group.resolvedAt }]);
    expect(await rowsOf('group_inboxes', group.id)).toEqual([]);
  });

  it('make many issues that differ, in id order', async () => {
    const { project, owner, team } = await buildWorld(database);
    const groups = await buildGroups(database, 1000, {
      project,
      level: 'WARNING',
      subscriptions: [{ userId: owner.id, reason: 'ASSIGNED' }],
      each: (index) => ({
        title: `number ${index}`,
        assignee: index % 2 === 0 ? { userId: owner.id } : { teamId: team.id },
      }),
    });
    const rows = await database.query<{ id: string; title: string; short_id: string; team_id: string | null }>(
      `select g.id, g.title, g.short_id, a.team_id from groups g
       join group_assignees a on a.organization_id = g.organization_id and a.group_id = g.id
       join group_subscriptions s on s.organization_id = g.organization_id and s.group_id = g.id
       where g.project_id = $1 and g.level = 'WARNING' and s.user_id = $2 order by g.id`,
      [project.id, owner.id],
    );
    expect(rows.map(({ id, title, short_id }) => ({ id, title, shortId: short_id }))).toEqual(
      groups.map(({ id, title, shortId }) => ({ id, title, shortId })),
    );
    expect(rows.filter((row) => row.team_id === team.id)).toHaveLength(500);
    const later = await buildGroup(database, { project, snooze: { count: 10, window: 60 }, status: 'IGNORED' });
    expect(later.shortId).toBe('1001');
    expect(await rowsOf('group_snoozes', later.id)).toMatchObject([{ count: 10, window: 60, until: null }]);
  });

  it('make a token of which the database knows only the hash', async () => {
    const made = await buildToken(database);
    const hash = createHash('sha256').update(made.token).digest();
    const tokens = await database.query<{ id: string; organization_id: string; role: string }>(
      `select api_tokens.id, api_tokens.organization_id, role from api_tokens
       join organization_members using (organization_id, user_id) where token_hash = $1`,
      [hash],
    );
    expect(tokens).toEqual([{ id: made.id, organization_id: made.organizationId, role: 'OWNER' }]);
    const installation = await buildToken(database, { installation: true });
    expect(installation).toMatchObject({ organizationId: null, userId: null });
  });

  it('make a member of given teams', async () => {
    const { organization, team } = await buildWorld(database);
    const member = await buildMember(database, { organizationId: organization.id, teamIds: [team.id] });
    const rows = await database.query('select team_id from team_members where user_id = $1', [member.id]);
    expect(rows).toEqual([{ team_id: team.id }]);
  });
});
