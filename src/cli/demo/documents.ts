/** The documents that the demonstration sends, with the shape of what they ask for. */

export interface DemoIssue {
  readonly id: string;
  readonly shortId: string;
  readonly level: string;
  readonly title: string;
  readonly timesSeen: number;
  readonly usersSeen: number;
}

export interface DemoChange {
  readonly attribute: string;
  readonly before: unknown;
  readonly after: unknown;
}

export const ISSUES = `
  query ($organization: String!, $projects: [String!]) {
    issues(organization: $organization, projects: $projects, sort: TIMES_SEEN, first: 100) {
      totalCount
      nodes { id shortId level title timesSeen usersSeen }
    }
  }`;

export interface IssuesAnswer {
  readonly issues: { readonly totalCount: number; readonly nodes: readonly DemoIssue[] };
}

const PAYLOAD = `{
      operation {
        id
        dryRun
        counts { requested changed unchanged }
        outcomes(first: 2) { nodes { issue { shortId } status changes { attribute before after } } }
      }
      userErrors { code message }
    }`;

export const MUTATE = `
  mutation ($ids: [ID!], $where: IssueSelectionInput, $input: BulkMutateIssuesInput!, $options: BulkMutationOptionsInput) {
    answer: bulkMutateIssues(ids: $ids, where: $where, input: $input, options: $options) ${PAYLOAD}
  }`;

export const UNDO = `
  mutation ($id: ID!) {
    answer: undoBulkOperation(id: $id) ${PAYLOAD}
  }`;

export interface MutateAnswer {
  readonly answer: {
    readonly operation: {
      readonly id: string;
      readonly dryRun: boolean;
      readonly counts: Readonly<Record<'requested' | 'changed' | 'unchanged', number>>;
      readonly outcomes: {
        readonly nodes: readonly {
          readonly issue: { readonly shortId: string } | null;
          readonly status: string;
          readonly changes: readonly DemoChange[];
        }[];
      };
    } | null;
    readonly userErrors: readonly { readonly code: string; readonly message: string }[];
  };
}

export const FEED = `
  query ($id: ID!) {
    issue(id: $id) {
      shortId
      title
      activity { nodes { type createdAt actor { name } operation { id } } }
    }
  }`;

export interface FeedAnswer {
  readonly issue: {
    readonly shortId: string;
    readonly title: string;
    readonly activity: {
      readonly nodes: readonly {
        readonly type: string;
        readonly createdAt: string;
        readonly actor: { readonly name: string } | null;
        readonly operation: { readonly id: string } | null;
      }[];
    };
  } | null;
}
