import type { HttpAnswer } from './http-connection';
import type { Template } from './template';

const PAGE = `query ($query: String!) {
  issues(organization: "bench", query: $query, first: 50) {
    nodes {
      id shortId title culprit level status substatus priority timesSeen usersSeen firstSeen lastSeen
      project { id slug }
      assignedTo { __typename ... on User { id name } ... on Team { id name } }
    }
    pageInfo { hasNextPage }
  }
}`;
const RESOLVE = `mutation ($ids: [ID!], $input: BulkMutateIssuesInput!) {
  bulkMutateIssues(ids: $ids, input: $input) {
    operation { id counts { requested changed } }
    issues { id status version }
    userErrors { code message }
  }
}`;

/** One kind of request; both servers are asked the same. */
export interface HttpCase {
  readonly name: string;
  /** The next request, as it goes over the wire. */
  next(): string;
  /** What every good answer holds. */
  readonly isGood: (answer: HttpAnswer) => boolean;
}

/** A page of 50 issues. */
export function pageCase(template: Template): HttpCase {
  const request = requestOf(template, { query: PAGE, variables: { query: 'is:unresolved' } });
  const isGood = ({ status, body }: HttpAnswer): boolean => status === 200 && body.includes('"hasNextPage":true');
  return { name: 'page of 50', next: () => request, isGood };
}

/** Each request resolves the next of the issues, so that it changes one. */
export function mutationCase(template: Template, issues: Iterator<string>): HttpCase {
  return {
    name: 'resolve 1',
    next: () => {
      const { value } = issues.next() as IteratorResult<string, undefined>;
      if (value === undefined) throw new Error('The template has too few issues for so many calls.');
      return requestOf(template, { query: RESOLVE, variables: { ids: [value], input: { status: 'RESOLVED' } } });
    },
    isGood: ({ status, body }) => status === 200 && body.includes('"changed":1'),
  };
}

function requestOf({ token }: Template, body: object): string {
  const text = JSON.stringify(body);
  const head = [
    'POST /graphql HTTP/1.1',
    'host: bench',
    'content-type: application/json',
    `authorization: Bearer ${token}`,
    `content-length: ${Buffer.byteLength(text)}`,
  ];
  return `${head.join('\r\n')}\r\n\r\n${text}`;
}
