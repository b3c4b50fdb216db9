import { ApolloClient, HttpLink, InMemoryCache } from '@apollo/client';

/** Muster's ids are unique per type, which is how the cache keys what it holds: nothing more is to be configured. */
export function createClient(url: string, token: string): ApolloClient {
  return new ApolloClient({
    link: new HttpLink({ uri: `${url}/graphql`, headers: { authorization: `Bearer ${token}` } }),
    cache: new InMemoryCache(),
  });
}
