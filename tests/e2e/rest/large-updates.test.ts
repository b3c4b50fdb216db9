import { buildGroups } from '../../support/build/group';
import { buildWorld } from '../../support/build/world';
import { useHttpServer } from '../../support/http-server';
import { restClient } from '../../support/rest-client';
import { runOperation } from '../../support/run-operations';
import { useTestDatabase } from '../../support/test-database';

const database = useTestDatabase();
const server = useHttpServer(database, { settings: { synchronousLimit: 2 } });
const sparing = useHttpServer(database, { settings: { issuesPerMinute: 2 } });

test('S9 more issues than one call changes become a job, which the header names', async () => {
  const { organization, project, token } = await buildWorld(database);
  const groups = await buildGroups(database, 3, { project });
  const send = restClient(server, token.token);
  const path = `/projects/${organization.slug}/${project.slug}/issues/`;
  const accepted = await send('PUT', path, { body: { status: 'resolved', snoozeDuration: null } });
  expect(accepted).toMatchObject({ status: 202, body: { status: 'resolved' } });
  const ask = 'query ($id: ID!) { bulkOperation(id: $id) { state selection } }';
  const { data } = await server.graphql(ask, { id: accepted.headers.get('x-muster-operation') }, token.token);
  expect(data).toMatchObject({ bulkOperation: { state: 'PENDING', selection: { where: { query: 'is:unresolved' } } } });
  const ids = groups.map(({ id }) => `id=${id}`);
  expect(await send('PUT', `${path}?${ids.slice(1).join('&')}`, { body: { status: 'resolved' } })).toMatchObject({
    status: 200,
  });
  expect(await send('PUT', `${path}?${ids.join('&')}`, { body: { merge: true } })).toMatchObject({
    status: 400,
    body: { detail: expect.stringContaining('at most 2 issues') as unknown },
  });
});

test('I1 a repeat of an update that became a job says how that ended', async () => {
  const { organization, project, token } = await buildWorld(database);
  const groups = await buildGroups(database, 3, {
    ...{ project, each: (n) => (n === 1 ? { category: 'METRIC' as const } : {}) },
  });
  const send = restClient(server, token.token);
  const put = (key: string, body: object): ReturnType<typeof send> =>
    send('PUT', `/organizations/${organization.slug}/issues/?${groups.map(({ id }) => `id=${id}`).join('&')}`, {
      ...{ body, headers: { 'idempotency-key': key } },
    });
  const run = async ({ headers }: Awaited<ReturnType<typeof put>>): Promise<void> =>
    runOperation(database, {
      organizationId: organization.id,
      operationId: headers.get('x-muster-operation') ?? '',
    });
  const failing = () => put('fails', { status: 'resolved' });
  const accepted = await failing();
  expect(accepted.status).toBe(202);
  await run(accepted);
  expect(await failing()).toMatchObject({
    ...{ status: 400, body: { detail: 'Cannot manually resolve one or more issues.' } },
    body: { problems: [{ code: 'ACTION_NOT_ALLOWED_FOR_TYPE', issueIds: [groups[1]?.id] }] },
  });
  const canceled = await put('canceled', { hasSeen: true });
  const cancel = 'mutation ($id: ID!) { cancelBulkOperation(id: $id) { userErrors { code } } }';
  await server.graphql(cancel, { id: canceled.headers.get('x-muster-operation') }, token.token);
  expect(await put('canceled', { hasSeen: true })).toMatchObject({
    status: 400,
    body: { detail: 'This update was canceled; what it had changed stays changed.' },
  });
  const done = await put('done', { hasSeen: true });
  await run(done);
  expect(await put('done', { hasSeen: true })).toMatchObject({ status: 200, body: { hasSeen: true } });
});

test('more issues than a caller may ever change in a minute: 429, without a time at which that would be different', async () => {
  const { organization, project, token } = await buildWorld(database);
  const groups = await buildGroups(database, 3, { project });
  const send = restClient(sparing, token.token);
  const put = (count: number): ReturnType<typeof send> => {
    const ids = groups.slice(0, count).map(({ id }) => `id=${id}`);
    return send('PUT', `/organizations/${organization.slug}/issues/?${ids.join('&')}`, { body: { hasSeen: true } });
  };
  const never = await put(3);
  expect([never.status, never.headers.get('retry-after')]).toEqual([429, null]);
  expect((await put(2)).status).toBe(200);
  const later = await put(1);
  expect([later.status, Number(later.headers.get('retry-after')) > 0]).toEqual([429, true]);
});
