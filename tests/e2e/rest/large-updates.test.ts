import { buildGroups } from '../../support/build/group';
import { buildWorld } from '../../support/build/world';
import { useHttpServer } from '../../support/http-server';
import { restClient } from '../../support/rest-client';
import { useTestDatabase } from '../../support/test-database';

const database = useTestDatabase();
const server = useHttpServer(database, { settings: { synchronousLimit: 2 } });

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
