const PAYLOAD = `{
      operation {
        id
        counts { requested changed unchanged notFound conflict invalid skipped }
        outcomes(first: 100) { nodes { issueId status code changes { attribute before after } } }
      }
      userErrors { code message }
    }`;
const CHANGE = `
  mutation ($ids: [ID!], $input: BulkMutateIssuesInput!) {
    answer: bulkMutateIssues(ids: $ids, input: $input) ${PAYLOAD}
  }`;
const DELETION = `mutation ($ids: [ID!]) { answer: deleteIssues(ids: $ids) ${PAYLOAD} }`;
const UNDO = `mutation ($id: ID!) { answer: undoBulkOperation(id: $id) ${PAYLOAD} }`;

type Variables = Readonly<Record<string, unknown>>;

interface Answer {
  readonly errors?: readonly { readonly message: string }[];
  readonly data?: {
    readonly answer: {
      readonly operation: { readonly id: string; readonly counts: { readonly changed: number } } | null;
      readonly userErrors: readonly { readonly code: string; readonly message: string }[];
    };
  } | null;
}

/** A document with its variables, which may depend on the answer to the request before. */
interface Question {
  readonly query: string;
  readonly variables: (previous: string) => Variables;
  /** How many issues it must change. */
  readonly issues: number;
}

/** One call that changes issues, ready to be sent: counts and 100 outcomes are selected. */
export class BulkRequest {
  private constructor(
    private readonly question: Question,
    private readonly token: string,
  ) {}

  static change(ids: readonly string[], input: Variables, token: string): BulkRequest {
    return new BulkRequest({ query: CHANGE, variables: () => ({ ids, input }), issues: ids.length }, token);
  }

  static deletion(ids: readonly string[], token: string): BulkRequest {
    return new BulkRequest({ query: DELETION, variables: () => ({ ids }), issues: ids.length }, token);
  }

  /** Undoes the request before, which changed so many issues. */
  static undo(issues: number, token: string): BulkRequest {
    return new BulkRequest({ query: UNDO, variables: (previous) => ({ id: operationOf(previous) }), issues }, token);
  }

  /** Sends it and reads the whole answer. */
  async send(url: string, previous = ''): Promise<string> {
    const { query, variables } = this.question;
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${this.token}` },
      body: JSON.stringify({ query, variables: variables(previous) }),
    });
    return response.text();
  }

  /** Throws unless every issue was changed. */
  check(text: string): void {
    const { errors = [], data } = JSON.parse(text) as Answer;
    const changed = data?.answer.operation?.counts.changed;
    const { issues } = this.question;
    if (errors.length === 0 && changed === issues) return;
    throw new Error(`The call changed ${changed} of ${issues} issues: ${text.slice(0, 2000)}`);
  }
}

/** What is measured, after the requests that must come before it. */
export interface MeasuredRequest {
  readonly before: readonly BulkRequest[];
  readonly measured: BulkRequest;
}

/** Sends one after the other; answers what the last one was answered. */
export async function sendInTurn(url: string, requests: readonly BulkRequest[]): Promise<string> {
  let previous = '';
  for (const request of requests) {
    previous = await request.send(url, previous);
    request.check(previous);
  }
  return previous;
}

function operationOf(answer: string): string {
  const { data } = JSON.parse(answer) as Answer;
  return data?.answer.operation?.id ?? '';
}
