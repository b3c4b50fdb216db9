import type { HostileWorld } from './hostile-world';

/** An HTTP request to /graphql; what is left out is as a well-behaved client would have it. */
export interface HostileRequest {
  readonly document?: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  /** null sends none. */
  readonly token?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
  readonly method?: string;
  /** Goes to the URL behind a question mark. */
  readonly search?: string;
  /** In place of document and variables. */
  readonly body?: string | Buffer | null;
}

/**
 * Code, field, message, and details where they matter. Of a top-level error the field is the path in the answer, of a
 * userError the path into the arguments; '' where there is none.
 */
export type ExpectedError = readonly [code: string, field: string, message: string, details?: object];

export interface HostileCase {
  readonly name: string;
  readonly request: (world: HostileWorld) => HostileRequest;
  readonly status: number;
  /** Top-level errors. */
  readonly errors: readonly ExpectedError[];
  readonly userErrors: readonly ExpectedError[];
}

type Variables = Readonly<Record<string, unknown>>;
type Of<T> = T | ((world: HostileWorld) => T);

export const MUTATE = `
  mutation ($ids: [ID!], $input: BulkMutateIssuesInput!, $where: IssueSelectionInput, $options: BulkMutationOptionsInput) {
    bulkMutateIssues(ids: $ids, input: $input, where: $where, options: $options) {
      operation { id outcomes { nodes { issueId status code } } }
      userErrors { code message field issueIds issueCount details }
    }
  }`;

export const RESOLVE = { status: 'RESOLVED' } as const;

function resolved<T>(value: Of<T>, world: HostileWorld): T {
  return typeof value === 'function' ? (value as (world: HostileWorld) => T)(world) : value;
}

/** A call of bulkMutateIssues that is refused with userErrors; by default it is about the visible issue. */
export function refused(name: string, variables: Of<Variables>, ...userErrors: readonly ExpectedError[]): HostileCase {
  const request = (world: HostileWorld): HostileRequest => ({
    document: MUTATE,
    variables: { ids: [world.issueId], input: RESOLVE, ...resolved(variables, world) },
  });
  return { name, request, status: 200, errors: [], userErrors };
}

/** As `refused`, but without ids. */
export function refusedSearch(
  name: string,
  variables: Of<Variables>,
  ...userErrors: readonly ExpectedError[]
): HostileCase {
  return refused(name, (world) => ({ ids: undefined, ...resolved(variables, world) }), ...userErrors);
}

/** A call of bulkMutateIssues whose variables do not fit the schema. */
export function misfit(name: string, variables: Variables, ...messages: readonly string[]): HostileCase {
  const request = (): HostileRequest => ({ document: MUTATE, variables: { ids: ['1'], input: RESOLVE, ...variables } });
  const errors = messages.map((message): ExpectedError => ['BAD_USER_INPUT', '', message]);
  return { name, request, status: 400, errors, userErrors: [] };
}

/** A request that ends with top-level errors. */
export function failed(
  name: string,
  request: Of<HostileRequest>,
  [status, ...errors]: readonly [number, ...ExpectedError[]],
): HostileCase {
  return { name, request: (world) => resolved(request, world), status, errors, userErrors: [] };
}
