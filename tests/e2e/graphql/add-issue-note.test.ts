import { buildGroup } from '../../support/build/group';
import { buildMember, buildOrganization, buildProject } from '../../support/build/organization';
import { buildToken } from '../../support/build/token';
import { buildWorld, type World } from '../../support/build/world';
import { mutate, problemsOf, type Payload } from '../../support/call-field';
import { useHttpServer } from '../../support/http-server';
import { useTestDatabase } from '../../support/test-database';

const database = useTestDatabase();
const server = useHttpServer(database);

let world: World;
beforeAll(async () => {
  world = await buildWorld(database);
});

type Fields = Readonly<Record<string, unknown>>;
const note = (issueId: string, text: string, token = world.token.token): Promise<Payload<Fields>> =>
  mutate(server, token, {
    name: 'addIssueNote',
    given: { issueId, text },
    select: 'activity { id type data actor { id } createdAt operation { id } }',
  });

const ISSUE = `query ($id: ID!) { issue(id: $id) {
  version changedAt isSubscribed subscriptionReason activity { totalCount nodes { id type data } } } }`;
const issue = async (id: string): Promise<Fields> =>
  (await server.graphql<{ issue: Fields }>(ISSUE, { id }, world.token.token)).data.issue;

describe('addIssueNote', () => {
  it('puts the text into the feed as it is, tells other systems, and leaves the version (O2)', async () => {
    const { id } = await buildGroup(database, { project: world.project });
    const before = await issue(id);
    const text = '  <b>Seen</b> on 🦉\n\n```sql\nselect 1;\n``` ';
    const { activity, userErrors } = await note(id, text);
    expect(userErrors).toEqual([]);
    expect(activity).toMatchObject({ type: 'NOTE', data: { text }, actor: { id: world.owner.id }, operation: null });
    const after = await issue(id);
    const { id: activityId } = activity as { id: string };
    expect(after).toMatchObject({
      ...{ version: before['version'], changedAt: before['changedAt'] },
      ...{ isSubscribed: true, subscriptionReason: 'COMMENT' },
      activity: { totalCount: 2, nodes: [{ id: activityId, type: 'NOTE', data: { text } }, { type: 'FIRST_SEEN' }] },
    });
    const told =
      'select type, operation_id, actor_id, group_ids from outbox_messages where $1 = any(group_ids) order by id';
    expect(await database.query(told, [id])).toEqual([
      { type: 'issue.note_added', operation_id: null, actor_id: world.owner.id, group_ids: [id] },
      { type: 'issues.changed', operation_id: null, actor_id: world.owner.id, group_ids: [id] },
    ]);
  });

  it('shows equal notes each, and keeps an earlier subscription or its end', async () => {
    const { id, projectId } = await buildGroup(database, { project: world.project });
    await database.query(
      `insert into group_subscriptions (organization_id, group_id, user_id, project_id, is_active, reason, date_added)
       values ($1, $2, $3, $4, false, 'ASSIGNED', now())`,
      [world.organization.id, id, world.owner.id, projectId],
    );
    await note(id, 'again');
    await note(id, 'again');
    expect(await issue(id)).toMatchObject({ isSubscribed: false, activity: { totalCount: 3 } });
  });

  it('refuses texts that are empty, too long or cannot be stored', async () => {
    const { id } = await buildGroup(database, { project: world.project });
    for (const text of ['', ' \n\t ', 'a\u0000b', '\uD800', 'x'.repeat(65_537)]) {
      const answer = await note(id, text);
      expect([answer['activity'], problemsOf(answer)]).toEqual([null, ['INVALID_INPUT text']]);
      expect(answer.userErrors[0]?.message).toContain('1 to 65536 characters');
    }
    expect(problemsOf(await note(id, 'x'.repeat(65_536)))).toEqual([]);
    expect(await issue(id)).toMatchObject({ activity: { totalCount: 2 } });
  });

  it('says the same of issues that are unknown, foreign, invisible, malformed or being deleted', async () => {
    const closed = await buildOrganization(database, { openMembership: false });
    const member = await buildMember(database, { organizationId: closed.id });
    const { token } = await buildToken(database, { organizationId: closed.id, userId: member.id });
    const hidden = await buildGroup(database, { project: await buildProject(database, { organizationId: closed.id }) });
    const foreign = await buildGroup(database, { project: world.project });
    const deleted = await buildGroup(database, { project: world.project, status: 'PENDING_DELETION' });
    const texts = await Promise.all([
      ...[hidden.id, foreign.id, '9223372036854775807', '01', 'x', ''].map((id) => note(id, 'hello', token)),
      note(deleted.id, 'hello'),
    ]);
    for (const { userErrors } of texts) {
      expect(userErrors).toEqual([
        { code: 'NOT_FOUND', field: ['issueId'], message: 'There is no such issue.', details: null },
      ]);
    }
    const merging = await buildGroup(database, { project: world.project, status: 'PENDING_MERGE' });
    expect(problemsOf(await note(merging.id, 'hello'))).toEqual(['NOT_MUTABLE issueId']);
    const ids = [hidden.id, foreign.id, deleted.id, merging.id];
    expect(await database.query('select from activities where group_id = any($1::bigint[])', [ids])).toEqual([]);
  });

  it('needs event:write or event:admin, and a user', async () => {
    const { id } = await buildGroup(database, { project: world.project });
    const [organizationId, userId] = [world.organization.id, world.owner.id];
    const reader = await buildToken(database, { organizationId, userId, scopes: ['event:read', 'org:admin'] });
    expect(problemsOf(await note(id, 'hello', reader.token))).toEqual(['PERMISSION_DENIED']);
    const admin = await buildToken(database, { organizationId, userId, scopes: ['event:admin'] });
    expect(problemsOf(await note(id, 'hello', admin.token))).toEqual([]);
    const ofOrganization = await buildToken(database, { organizationId, userId: null });
    expect(problemsOf(await note(id, 'hello', ofOrganization.token))).toEqual(['ACTOR_REQUIRED']);
  });
});
