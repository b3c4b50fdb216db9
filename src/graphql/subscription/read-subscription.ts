import {
  GraphQLError,
  OperationTypeNode,
  getOperationAST,
  parse,
  specifiedRules,
  validate,
  type DocumentNode,
  type GraphQLSchema,
} from 'graphql';
import { documentRules } from '../limits/document-rules';
import { excessOf } from '../limits/limit-requests';
import type { RequestLimits } from '../limits/request-limits';
import { TOLD_MISTAKES } from '../limits/told-mistakes';
import type { DocumentReference, TrustedDocuments } from '../trusted-documents/trusted-documents';

const ONLY_SUBSCRIPTIONS =
  'Connections carry subscriptions only; send queries and mutations as POST requests to the same path.';

/** What a client asks for over a connection. */
export interface SubscriptionRequest extends DocumentReference {
  readonly query: string;
  readonly operationName?: string | null | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | null | undefined;
}

/** What documents are measured by. */
export interface SubscriptionRules {
  readonly schema: GraphQLSchema;
  readonly limits: RequestLimits;
  readonly documents: TrustedDocuments;
}

/** The document of a request for a subscription, or what is wrong with it: the limits are those of requests over HTTP. */
export async function readSubscription(
  { schema, limits, documents }: SubscriptionRules,
  request: SubscriptionRequest,
): Promise<DocumentNode | readonly GraphQLError[]> {
  const { operationName, variables } = request;
  const query = documents.documentOf(request) ?? request.query;
  if (typeof query !== 'string') return [query];
  const [read] = await Promise.allSettled([documentOf(query, limits.documentTokens)]);
  if (read.status === 'rejected') return [coded(read.reason as GraphQLError, 'GRAPHQL_PARSE_FAILED')];
  const parsed = read.value;
  const operation = getOperationAST(parsed, operationName);
  if (operation == null) {
    return [error('There is no operation of that name in the document.', 'OPERATION_RESOLUTION_FAILURE')];
  }
  if (operation.operation !== OperationTypeNode.SUBSCRIPTION) return [error(ONLY_SUBSCRIPTIONS, 'BAD_REQUEST')];
  const rules = [...specifiedRules, ...documentRules(limits)];
  const errors = validate(schema, parsed, rules, { maxErrors: TOLD_MISTAKES });
  if (errors.length > 0) return errors.map((one) => coded(one, 'GRAPHQL_VALIDATION_FAILED'));
  const excess = excessOf({ schema, document: parsed, operation, variables: variables ?? {} }, limits);
  return excess === null ? parsed : [excess];
}

/** Rejects with a GraphQLError where the text is no document. */
async function documentOf(query: string, maxTokens: number): Promise<DocumentNode> {
  return parse(query, { maxTokens });
}

function error(message: string, code: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code } });
}

/** The same error with the code that requests over HTTP get for it. */
export function coded(error: GraphQLError, code: string): GraphQLError {
  const { message, nodes, source, positions } = error;
  const at = { nodes: nodes ?? null, source: source ?? null, positions: positions ?? null };
  return new GraphQLError(message, { ...at, extensions: { code } });
}
