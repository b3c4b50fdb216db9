import { nth, type Deed } from './soak-deed';

const PAGE = `
  query ($organization: String!, $query: String!, $sort: IssueSort!, $after: String) {
    issues(organization: $organization, query: $query, sort: $sort, first: 50, after: $after) {
      nodes { id shortId title status priority timesSeen usersSeen lastSeen version hasSeen
        project { slug } assignedTo { ... on User { name } ... on Team { slug } } }
      pageInfo { hasNextPage endCursor }
    }
  }`;
const QUERIES = [
  'is:unresolved',
  'is:resolved',
  'is:unresolved level:error',
  'checkout',
  'timesSeen:>5 !level:info',
  'shard:[1, 2] is:unresolved',
] as const;
const SORTS = ['LAST_SEEN', 'FIRST_SEEN', 'PRIORITY', 'TIMES_SEEN'] as const;

/** A page of a search, and the next one. */
const PAGES: Deed = {
  everyMs: 250,
  async run({ client, world }, index) {
    const variables = {
      organization: world.organization.slug,
      query: nth(QUERIES, index),
      sort: nth(SORTS, Math.floor(index / QUERIES.length)),
    };
    const answer = await client.graphql('page', PAGE, variables);
    const after = /"hasNextPage":true,"endCursor":"([^"]+)"/.exec(answer?.text ?? '')?.[1];
    if (after !== undefined) await client.graphql('page', PAGE, { ...variables, after });
  },
};

/** A list over REST, some of which is then changed. */
const REST: Deed = {
  everyMs: 1_000,
  async run({ client, world, promised }, index) {
    const project = world.projects[index % world.projects.length] ?? world.project;
    const path = `/api/0/projects/${world.organization.slug}/${project.slug}/issues/`;
    const listed = await client.ask({ kind: 'REST list', method: 'GET', path: `${path}?query=&limit=25` });
    if (listed === null) return;
    const ids = (JSON.parse(listed.text) as readonly { readonly id: string }[]).slice(0, 1 + (index % 5));
    if (ids.length === 0) return;
    const body = { status: index % 2 === 0 ? 'resolved' : 'unresolved' };
    const named = ids.map(({ id }) => `id=${id}`).join('&');
    const answer = await client.ask({ kind: 'REST update', method: 'PUT', path: `${path}?${named}`, body });
    const operation = answer?.headers['x-muster-operation'];
    if (typeof operation === 'string') promised.operations.set(operation, ids.length);
  },
};

export const READS: readonly Deed[] = [PAGES, REST];
