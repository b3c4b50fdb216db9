const DOCUMENT = `
  mutation ($ids: [ID!], $input: BulkMutateIssuesInput!) {
    bulkMutateIssues(ids: $ids, input: $input) {
      operation {
        counts { requested changed unchanged notFound conflict invalid skipped }
        outcomes(first: 100) { nodes { issueId status code changes { attribute before after } } }
      }
      userErrors { code message }
    }
  }`;

interface Answer {
  readonly errors?: readonly { readonly message: string }[];
  readonly data?: {
    readonly bulkMutateIssues: {
      readonly operation: { readonly counts: { readonly changed: number } } | null;
      readonly userErrors: readonly { readonly code: string; readonly message: string }[];
    };
  } | null;
}

/** One call that changes issues, ready to be sent: counts and 100 outcomes are selected. */
export class BulkRequest {
  private readonly body: string;

  constructor(
    private readonly ids: readonly string[],
    input: Readonly<Record<string, unknown>>,
    private readonly token: string,
  ) {
    this.body = JSON.stringify({ query: DOCUMENT, variables: { ids, input } });
  }

  /** Sends it and reads the whole answer. */
  async send(url: string): Promise<string> {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${this.token}` },
      body: this.body,
    });
    return response.text();
  }

  /** Throws unless every issue was changed. */
  check(text: string): void {
    const { errors = [], data } = JSON.parse(text) as Answer;
    const changed = data?.bulkMutateIssues.operation?.counts.changed;
    if (errors.length === 0 && changed === this.ids.length) return;
    throw new Error(`The call changed ${changed} of ${this.ids.length} issues: ${text.slice(0, 2000)}`);
  }
}
