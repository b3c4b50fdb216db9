import { once } from 'node:events';
import { MessageType } from 'graphql-ws';
import { WebSocket } from 'ws';
import { buildGroups } from '../../support/build/group';
import { buildWorld } from '../../support/build/world';
import { useHttpServer } from '../../support/http-server';
import { Subscriber } from '../../support/subscriber';
import { useTestDatabase } from '../../support/test-database';
import { until } from '../../support/until';

const database = useTestDatabase();
const server = useHttpServer(database, { live: true, connections: { pingSeconds: 600 } });

const EVENTS = 2_500;
/** Some 60 KB an event, so that little of what nobody reads fits into the buffers of the network. */
const MUCH = Array.from({ length: 40 }, (_, index) => `ids${index}: issueIds`).join(' ');

/** Messages of so many issues that all of them together are so many events. */
async function announce(organizationId: string, groupIds: readonly string[], events: number): Promise<void> {
  await database.query(
    `with inserted as (
       insert into outbox_messages (organization_id, type, group_ids, data, created_at)
       select $1, 'issues.changed', $2::bigint[], '{}', now() from generate_series(1, $3::int)
       returning organization_id, id
     )
     select pg_notify('muster_outbox', organization_id || ':' || min(id) || ':' || max(id))
     from inserted group by organization_id`,
    [organizationId, `{${groupIds.join(',')}}`, events / (groupIds.length / 100)],
  );
}

test('who takes nothing is cut off once 2,000 events wait, and the others get all of theirs', async () => {
  const { organization, project, token } = await buildWorld(database);
  const groups = await buildGroups(database, 1_000, { project });
  const subscriber = new Subscriber(server, token.token);
  const variables = { organization: organization.slug };
  const counted = subscriber.follow(
    'subscription ($organization: String!) { issuesChanged(organization: $organization) { __typename } }',
    variables,
  );
  await subscriber.settled();

  const slow = new WebSocket(`${server.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
  await once(slow, 'open');
  slow.send(JSON.stringify({ type: MessageType.ConnectionInit, payload: { authorization: `Bearer ${token.token}` } }));
  await once(slow, 'message');
  const query = `subscription ($organization: String!) { issuesChanged(organization: $organization) { ${MUCH} } }`;
  slow.send(JSON.stringify({ type: MessageType.Subscribe, id: '1', payload: { query, variables } }));
  slow.send(JSON.stringify({ type: MessageType.Ping }));
  await once(slow, 'message');
  slow.pause();

  await announce(
    organization.id,
    groups.map(({ id }) => id),
    EVENTS,
  );
  await until(() => counted.events.length === EVENTS);
  await until(() => server.log.some(({ code, msg }) => code === 1013 && msg === 'a connection was cut off'));
  expect(counted.events).toHaveLength(EVENTS);
  slow.terminate();
  await subscriber.close();
});
