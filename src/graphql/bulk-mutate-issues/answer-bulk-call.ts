import type { GraphQLResolveInfo } from 'graphql';
import type { BulkMutateIssuesResult } from '../../application/bulk-mutate-issues/bulk-mutate-issues.command';
import type { MutationOptions } from '../../domain/bulk/mutation-options';
import { requirePageSizes } from '../connection/require-page-sizes';
import type { GraphQLContext } from '../context';
import { presentUserError } from '../user-error/user-error.presenter';
import { BulkMutateIssuesPayload } from './bulk-mutate-issues.payload';
import { withIdempotencyHeader } from './idempotency-header';

/** One field of a document that asks for a bulk operation. */
interface BulkField<Command> {
  readonly command: Command;
  readonly context: GraphQLContext;
  readonly info: GraphQLResolveInfo;
}

/** Carries out a bulk operation, for which the header may give the idempotency key, and presents what became of it. */
export async function answerBulkCall<Command extends { readonly options: MutationOptions }>(
  { command: asked, context, info }: BulkField<Command>,
  execute: (command: Command) => Promise<BulkMutateIssuesResult>,
): Promise<BulkMutateIssuesPayload> {
  requirePageSizes(info);
  const command = withIdempotencyHeader(asked, context.idempotencyKey, info);
  const result = 'code' in command ? { refused: true as const, problems: [command] } : await execute(command);
  context.forget();
  return Object.assign(new BulkMutateIssuesPayload(), {
    operationKey: result.refused ? null : result.operation,
    userErrors: result.refused ? result.problems.map(presentUserError) : [],
  });
}
