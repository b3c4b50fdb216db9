import {
  createSourceEventStream,
  execute,
  getOperationAST,
  Kind,
  locatedError,
  type ExecutionArgs,
  type ExecutionResult,
} from 'graphql';
import type { GraphQLContext } from '../context';
import { coded } from './read-subscription';
import type { Turnstile } from './turnstile';

export interface SubscriptionArgs extends ExecutionArgs {
  readonly contextValue: GraphQLContext;
}

/**
 * graphql-js's `subscribe`, but each event has a context of its own, so that nothing that was loaded for an earlier one
 * is shown. An error of the source becomes the last result.
 */
export async function subscribeAfresh(
  args: SubscriptionArgs,
  turnstile: Turnstile,
): Promise<AsyncGenerator<ExecutionResult> | ExecutionResult> {
  const source = await createSourceEventStream(args);
  if (!isSource(source)) return withCodes(source as ExecutionResult);
  const { session } = args.contextValue;
  return new Results(source, {
    isOver: () => session.ended,
    resultOf: (rootValue) =>
      turnstile.pass(async () => execute({ ...args, rootValue, contextValue: args.contextValue.forNextEvent() })),
    lastResultOf: (reason) => ({ errors: [locatedError(reason, undefined, pathOf(args))] }),
  });
}

type Source = AsyncIterable<unknown> | ExecutionResult;

/** The sources of our subscriptions are all of this kind. */
function isSource(source: Source): source is AsyncGenerator {
  return Symbol.asyncIterator in source;
}

/** What graphql-js finds wrong with variables has no code; it is of no field, as what a field answers is. */
function withCodes(result: ExecutionResult): ExecutionResult {
  const errors = result.errors?.map((error) => (error.path === undefined ? coded(error, 'BAD_USER_INPUT') : error));
  return errors === undefined ? result : { ...result, errors };
}

/** Not a generator function: one that waits for its source could not be ended before that has something to say. */
class Results implements AsyncGenerator<ExecutionResult, undefined> {
  private over = false;

  constructor(
    private readonly source: AsyncGenerator,
    private readonly presenter: {
      /** Of what is still to be told, nothing is wanted any more. */
      readonly isOver: () => boolean;
      readonly resultOf: (event: unknown) => Promise<ExecutionResult>;
      readonly lastResultOf: (reason: unknown) => ExecutionResult;
    },
  ) {}

  async next(): Promise<IteratorResult<ExecutionResult, undefined>> {
    if (this.presenter.isOver()) return this.return();
    if (this.over) return { done: true, value: undefined };
    const [event] = await Promise.allSettled([this.source.next()]);
    if (event.status === 'rejected') {
      this.over = true;
      return { done: false, value: this.presenter.lastResultOf(event.reason) };
    }
    if (event.value.done === true) return { done: true, value: undefined };
    return { done: false, value: await this.presenter.resultOf(event.value.value) };
  }

  async return(): Promise<IteratorResult<ExecutionResult, undefined>> {
    this.over = true;
    await this.source.return(undefined);
    return { done: true, value: undefined };
  }

  async throw(error: unknown): Promise<IteratorResult<ExecutionResult, undefined>> {
    await this.return();
    throw error;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.return();
  }
}

/** Of the one field that a subscription has. */
function pathOf({ document, operationName }: ExecutionArgs): readonly string[] {
  const [field] = getOperationAST(document, operationName)?.selectionSet.selections ?? [];
  return field?.kind === Kind.FIELD ? [(field.alias ?? field.name).value] : [];
}
