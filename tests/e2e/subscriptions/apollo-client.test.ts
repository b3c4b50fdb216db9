import { ApolloClient, gql, InMemoryCache } from '@apollo/client';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { buildGroups } from '../../support/build/group';
import { buildWorld } from '../../support/build/world';
import { useHttpServer } from '../../support/http-server';
import { useTestDatabase } from '../../support/test-database';
import { useBulkMutation } from '../../support/use-bulk-mutation';
import { until } from '../../support/until';

const database = useTestDatabase();
const server = useHttpServer(database, { live: true });
const bulk = useBulkMutation(database);

const FOLLOW = gql`
  subscription ($organization: String!) {
    issuesChanged(organization: $organization) {
      issues {
        id
        status
      }
    }
  }
`;

test('Apollo Client takes the issues of each event into its cache', async () => {
  const { organization, project, token } = await buildWorld(database);
  const [group] = await buildGroups(database, 1, { project });
  const ids = [group?.id ?? ''];
  const client = createClient({
    url: `${server.url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: { authorization: `Bearer ${token.token}` },
  });
  const apollo = new ApolloClient({ cache: new InMemoryCache(), link: new GraphQLWsLink(client) });
  const errors: unknown[] = [];
  const subscription = apollo
    .subscribe({ query: FOLLOW, variables: { organization: organization.slug } })
    .subscribe(({ error }) => error && errors.push(error));
  const cached = (): unknown =>
    (apollo.cache.extract() as Readonly<Record<string, { status?: string }>>)[`Issue:${ids[0]}`]?.status;
  // Nobody says when a subscription has begun; one of the changes comes after it.
  let resolved = false;
  await until(async () => {
    resolved = !resolved;
    await bulk.call(token, { ids, input: { status: resolved ? 'RESOLVED' : 'UNRESOLVED' } });
    return cached() !== undefined;
  });
  await bulk.call(token, { ids, input: { status: 'IGNORED' } });
  await until(() => cached() === 'IGNORED');
  subscription.unsubscribe();
  await client.dispose();
  expect(errors).toEqual([]);
});
