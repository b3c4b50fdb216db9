import { buildMember, buildProject } from '../../support/build/organization';
import { buildToken } from '../../support/build/token';
import { buildWorld, type World } from '../../support/build/world';
import { mutate, problemsOf, type Payload } from '../../support/call-field';
import { useHttpServer } from '../../support/http-server';
import { useTestDatabase } from '../../support/test-database';

const database = useTestDatabase();
const server = useHttpServer(database);

const SETTINGS = 'setting ownChanges projects { project setting }';
const DEFAULTS = { setting: 'SUBSCRIBED', ownChanges: false, projects: [] };

let world: World;
beforeEach(async () => {
  world = await buildWorld(database);
});

type Answer = Payload<{ readonly settings: object | null }>;

function update(input: object, token = world.token.token): Promise<Answer> {
  const select = `settings { ${SETTINGS} }`;
  return mutate(server, token, { name: 'updateNotificationSettings', given: { input }, select });
}

async function shown(token = world.token.token): Promise<unknown> {
  const document = `{ viewer { notificationSettings { ${SETTINGS} } } }`;
  const { data } = await server.graphql<{ viewer: { notificationSettings: unknown } }>(document, {}, token);
  return data.viewer.notificationSettings;
}

describe('notification settings', () => {
  it('are changed one at a time; null and absent leave the others', async () => {
    expect(await shown()).toEqual(DEFAULTS);
    expect((await update({})).settings).toEqual(DEFAULTS);
    expect((await update({ setting: 'ALWAYS', ownChanges: null })).settings).toEqual({
      ...DEFAULTS,
      setting: 'ALWAYS',
    });
    const own = { ...DEFAULTS, setting: 'ALWAYS', ownChanges: true };
    expect((await update({ ownChanges: true, setting: null, project: null })).settings).toEqual(own);
    expect(await shown()).toEqual(own);
  });

  it('of a project stand beside them until they are taken back', async () => {
    const { slug } = world.project;
    const project = { slug, setting: 'NEVER' };
    expect((await update({ project })).settings).toEqual({
      ...DEFAULTS,
      projects: [{ project: slug, setting: 'NEVER' }],
    });
    expect((await update({ project: { slug, setting: 'ALWAYS' } })).settings).toEqual({
      ...DEFAULTS,
      projects: [{ project: slug, setting: 'ALWAYS' }],
    });
    expect((await update({ project: { slug } })).settings).toEqual(DEFAULTS);
  });

  it('know only projects that the caller sees, and nothing is changed beside one that is not there', async () => {
    await database.query('update organizations set open_membership = false where id = $1', [world.organization.id]);
    const hidden = await buildProject(database, { organizationId: world.organization.id });
    const answers = [];
    for (const slug of [hidden.slug, 'no-such-project']) {
      answers.push(await update({ setting: 'NEVER', project: { slug, setting: 'ALWAYS' } }));
    }
    expect(answers.map(problemsOf)).toEqual([['NOT_FOUND input.project'], ['NOT_FOUND input.project']]);
    expect(new Set(answers.map(({ userErrors }) => userErrors[0]?.message)).size).toBe(1);
    expect(await shown()).toEqual(DEFAULTS);
  });

  it('belong to one member', async () => {
    const organizationId = world.organization.id;
    const other = await buildMember(database, { organizationId });
    const { token } = await buildToken(database, { organizationId, userId: other.id, scopes: [] });
    await update({ setting: 'NEVER' }, token);
    expect([await shown(), await shown(token)]).toEqual([DEFAULTS, { ...DEFAULTS, setting: 'NEVER' }]);
  });

  it('need a user', async () => {
    const { token } = await buildToken(database, { organizationId: world.organization.id, userId: null });
    expect(await shown(token)).toBeNull();
    const answer = await update({ setting: 'NEVER' }, token);
    expect([answer.settings, problemsOf(answer)]).toEqual([null, ['ACTOR_REQUIRED']]);
  });
});
