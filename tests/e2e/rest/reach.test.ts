import { buildGroup, buildGroups } from '../../support/build/group';
import { buildMember, buildProject } from '../../support/build/organization';
import { buildRelease } from '../../support/build/release';
import { buildToken } from '../../support/build/token';
import { buildTombstone } from '../../support/build/tombstone';
import { buildWorld } from '../../support/build/world';
import { useHttpServer } from '../../support/http-server';
import { recordStatements } from '../../support/record-statements';
import { restClient } from '../../support/rest-client';
import { useTestDatabase } from '../../support/test-database';

const database = useTestDatabase();
const server = useHttpServer(database);

test('P1 S4 what a member does not see is answered as what does not exist', async () => {
  const { organization, team } = await buildWorld(database);
  const organizationId = organization.id;
  await database.query('update organizations set open_membership = false where id = $1', [organizationId]);
  const member = await buildMember(database, { organizationId, role: 'ADMIN', teamIds: [team.id] });
  const { token } = await buildToken(database, { organizationId, userId: member.id });
  const send = restClient(server, token);
  const hidden = await buildProject(database, { organizationId });
  const { id } = await buildGroup(database, { project: hidden });
  await buildRelease(database, '9.9.9', { projects: [hidden] });
  const tombstone = await buildTombstone(database, hidden);
  const own = `/organizations/${organization.slug}`;
  const rows: readonly (readonly [method: string, path: string, missing: string])[] = [
    ['GET', `${own}/issues/${id}/`, `${own}/issues/999999999/`],
    ['PUT', `${own}/issues/${id}/`, `${own}/issues/999999999/`],
    ['DELETE', `${own}/issues/${id}/`, `${own}/issues/999999999/`],
    ['POST', `${own}/issues/${id}/notes/`, `${own}/issues/999999999/notes/`],
    ['GET', `${own}/shortids/${hidden.slug}-1/`, `${own}/shortids/nowhere-1/`],
    ['GET', `/issues/${id}/events/latest/`, '/issues/999999999/events/latest/'],
    ['PUT', `${own}/issues/?id=${id}`, `${own}/issues/?id=999999999`],
    ['DELETE', `${own}/issues/?id=${id}`, `${own}/issues/?id=999999999`],
    ['GET', `${own}/issues/?project=${hidden.id}`, `${own}/issues/?project=999999999`],
    ['PUT', `${own}/issues/?project=${hidden.slug}`, `${own}/issues/?project=nowhere`],
    ['PUT', `/projects/${organization.slug}/${hidden.slug}/issues/`, `/projects/${organization.slug}/nowhere/issues/`],
    ['GET', `/projects/${organization.slug}/${hidden.slug}/`, `/projects/${organization.slug}/nowhere/`],
    ['GET', `/projects/${organization.slug}/${hidden.slug}/keys/`, `/projects/${organization.slug}/nowhere/keys/`],
    ['GET', `/projects/${organization.slug}/${hidden.slug}/events/`, `/projects/${organization.slug}/nowhere/events/`],
    [
      'DELETE',
      `/projects/${organization.slug}/${hidden.slug}/tombstones/${tombstone}/`,
      `/projects/${organization.slug}/nowhere/tombstones/1/`,
    ],
    ['GET', `${own}/releases/9.9.9/`, `${own}/releases/0/`],
    ['PUT', `${own}/releases/9.9.9/`, `${own}/releases/0/`],
    ['DELETE', `${own}/releases/9.9.9/`, `${own}/releases/0/`],
    ['POST', `${own}/releases/9.9.9/deploys/`, `${own}/releases/0/deploys/`],
  ];
  for (const [method, path, missing] of rows) {
    const body =
      method === 'PUT' ? { status: 'resolved' } : method === 'POST' ? { text: 'x', environment: 'x' } : undefined;
    const [seen, unknown] = [await send(method, path, { body }), await send(method, missing, { body })];
    expect([method, path, seen.status, seen.body]).toEqual([method, path, unknown.status, unknown.body]);
    expect([204, 404]).toContain(seen.status);
  }
  expect(await send('GET', `${own}/issues/?query=`)).toMatchObject({ status: 200, body: [] });
  expect(await send('GET', `${own}/releases/`)).toMatchObject({ status: 200, body: [] });
  expect(await send('PUT', `${own}/issues/`, { body: { status: 'resolved' } })).toMatchObject({ status: 204 });
  const [group] = await database.query<{ status: string }>('select status from groups where id = $1', [id]);
  expect(group?.status).toBe('UNRESOLVED');
});

test('P1 a token of the installation reaches each organization by its path', async () => {
  const [one, other] = [await buildWorld(database), await buildWorld(database)];
  const { token } = await buildToken(database, { installation: true });
  const send = restClient(server, token);
  const [here, there] = [
    await buildGroup(database, { project: one.project }),
    await buildGroup(database, { project: other.project }),
  ];
  const path = `/organizations/${one.organization.slug}/issues/`;
  expect(await send('PUT', `${path}?id=${there.id}`, { body: { status: 'resolved' } })).toMatchObject({ status: 204 });
  expect(await send('PUT', path, { body: { status: 'resolved' } })).toMatchObject({ status: 200 });
  expect(await send('GET', `/issues/${here.id}/`)).toMatchObject({ body: { status: 'resolved' } });
  expect(await send('GET', `/issues/${there.id}/`)).toMatchObject({ body: { status: 'unresolved' } });
  expect(await send('GET', `${path}${there.id}/`)).toMatchObject({ status: 404 });
});

test('lists take as many statements for many as for one', async () => {
  const { organization, project, owner, token } = await buildWorld(database);
  const send = restClient(server, token.token);
  const build = (count: number) => buildGroups(database, count, { project, assignee: { userId: owner.id } });
  const statementsOf = (path: string) => recordStatements(database, () => send('GET', path));
  const lists = [`/organizations/${organization.slug}/issues/`, `/organizations/${organization.slug}/releases/`];
  await build(1);
  await buildRelease(database, '1', { projects: [project] });
  const few = [];
  for (const path of lists) few.push(await statementsOf(path));
  await build(50);
  for (let version = 2; version < 20; version += 1)
    await buildRelease(database, String(version), { projects: [project] });
  const many = [];
  for (const path of lists) many.push(await statementsOf(path));
  expect(many).toEqual(few);
  for (const labels of few) expect(labels.length).toBeLessThan(10);
});
