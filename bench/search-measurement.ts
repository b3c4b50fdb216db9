import type { Client } from 'pg';
import { parseSearch } from '../src/domain/search/parse-search';
import { arrayLiteral } from '../src/persistence/array-literal';
import { countIssues, findIssues } from '../src/persistence/read/find-issues';
import type { IssueSearch } from '../src/persistence/read/issue-stretch';
import type { Executor, Statement } from '../src/persistence/statement';
import { median } from './median';
import type { SearchCase } from './search-cases';
import type { Template } from './template';
import { time } from './time';

const PAGES_A_ROUND = 10;
const UPDATED = 1_000;
/** One issue more than a page has tells whether there is another page. */
const FIRST_PAGE = { after: null, before: null, fromBack: false, limit: 26 };

/** Where searches are measured. */
export interface SearchArena {
  readonly client: Client;
  /** Of the server. */
  readonly url: string;
  readonly template: Template;
  readonly rounds: number;
}

export interface SearchRow {
  readonly case: string;
  readonly p50Ms: number;
  readonly p95Ms: number;
  /** The statement alone, the median. */
  readonly sqlMs: number;
  readonly matches: number;
  /** Absent where nothing is found. */
  readonly updateMs: number | undefined;
  readonly plan: string;
}

const PAGE = `query ($query: String!, $sort: IssueSort!) {
  issues(organization: "bench", query: $query, sort: $sort, first: 25) { nodes { id shortId title status priority lastSeen } }
}`;

const UPDATE = `mutation ($query: String!, $status: IssueStatusUpdate!) {
  bulkMutateIssues(where: { organization: "bench", query: $query }, input: { status: $status }) {
    operation { counts { requested changed } } userErrors { code message }
  }
}`;

/** The first page, many times after a warm-up; what it finds in all, and by which plan. */
export async function measurePages(
  arena: SearchArena,
  { query, sort }: SearchCase,
): Promise<Omit<SearchRow, 'updateMs'>> {
  const variables = { query, sort: sort ?? 'LAST_SEEN' };
  const durations: number[] = [];
  const statements: number[] = [];
  const search = searchOf(arena, { query, ...(sort && { sort }) });
  await ask(arena, PAGE, variables);
  for (let page = 0; page < arena.rounds * PAGES_A_ROUND; page += 1) {
    const { ms } = await time(() => ask(arena, PAGE, variables));
    durations.push(ms);
    statements.push((await time(() => findIssues(executorOf(arena.client), search, FIRST_PAGE))).ms);
  }
  const sorted = durations.sort((a, b) => a - b);
  const percentile = (share: number): number => tenths(sorted[Math.ceil(sorted.length * share) - 1] ?? NaN);
  return {
    case: sort === undefined ? query : `${query} by ${sort}`,
    p50Ms: percentile(0.5),
    p95Ms: percentile(0.95),
    sqlMs: tenths(median(statements) ?? NaN),
    matches: await countIssues(executorOf(arena.client), search),
    plan: await planOf(arena.client, search),
  };
}

/** One call that changes what is found, narrowed to the 1,000 issues that were first seen last; absent where there are none. */
export async function measureUpdate(arena: SearchArena, searchCase: SearchCase): Promise<number | undefined> {
  const search = searchOf(arena, { query: searchCase.query, sort: 'FIRST_SEEN' });
  const found = await findIssues(executorOf(arena.client), search, { ...FIRST_PAGE, limit: UPDATED });
  const last = found.at(-1);
  if (last === undefined) return undefined;
  const since = new Date(Number(last.place[0])).toISOString();
  const variables = { query: `(${searchCase.query}) firstSeen:>=${since}`, status: searchCase.status ?? 'RESOLVED' };
  const { ms } = await time(() => ask(arena, UPDATE, variables));
  return tenths(ms);
}

async function ask({ url, template }: SearchArena, query: string, variables: object): Promise<void> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${template.token}` },
    body: JSON.stringify({ query, variables }),
  });
  const text = await response.text();
  if (text.includes('"errors"') || text.includes('"code"')) throw new Error(`${JSON.stringify(variables)}: ${text}`);
}

function searchOf({ template }: SearchArena, { query, sort = 'LAST_SEEN' }: SearchCase): IssueSearch {
  const expression = parseSearch(query);
  if (expression.kind === 'problem') throw new Error(`${query}: ${expression.message}`);
  const { organizationId, ownerId } = template;
  const projectIds = ['1', '2', '3', '4', '5', '6', '7', '8'];
  return { expression, sort, scope: { organizationId, projectIds, viewerUserId: ownerId, now: new Date() } };
}

/** What the first page's plan reads, the outermost first, each once. */
async function planOf(client: Client, search: IssueSearch): Promise<string> {
  const plan: string[] = [];
  const explaining = executorOf(client, async ({ text, values }) => {
    const { rows } = await client.query<{ 'QUERY PLAN': string }>(`explain (costs off) ${text}`, [...values]);
    plan.push(...rows.map((row) => row['QUERY PLAN']));
  });
  await findIssues(explaining, search, FIRST_PAGE);
  const read = plan.flatMap((line) => /Scan.*? (?:using|on) (\w+)/.exec(line)?.[1] ?? []);
  const sorts = plan.some((line) => /->\s+Sort|^Sort|Gather/.test(line)) ? ['sort'] : [];
  return [...sorts, ...new Set(read)].join(', ');
}

function executorOf(client: Client, before?: (statement: Statement) => Promise<void>): Executor {
  return {
    rows: async <Row>(given: Statement): Promise<Row[]> => {
      const values = given.values.map((value) => (Array.isArray(value) ? arrayLiteral(value as string[]) : value));
      await before?.({ ...given, values });
      const { rows } = await client.query(given.text, values);
      return rows as Row[];
    },
    count: () => Promise.reject(new Error('A search writes nothing.')),
  };
}

function tenths(value: number): number {
  return Math.round(value * 10) / 10;
}
