import { HeaderMap, type ApolloServerPlugin } from '@apollo/server';
import { GraphQLError } from 'graphql';
import { UnavailableError } from '../../domain/unavailable-error';
import type { GraphQLContext } from '../context';
import { UNAVAILABLE_CODES } from '../format-error';

const STATUS = 503;
const RETRY_AFTER_SECONDS = '1';

/** 503 with retry-after where there is no data because there is no database; what was answered in part stays 200. */
export function answerUnavailable(): ApolloServerPlugin<GraphQLContext> {
  return {
    requestDidStart: async () => ({
      willSendResponse: async ({ response: { body, http } }) => {
        if (body.kind !== 'single' || body.singleResult.data != null) return;
        const codes = body.singleResult.errors?.map(({ extensions }) => extensions?.['code']) ?? [];
        if (!codes.some((code) => UNAVAILABLE_CODES.has(code))) return;
        http.status = STATUS;
        http.headers.set('retry-after', RETRY_AFTER_SECONDS);
      },
    }),
  };
}

/** The same for what fails before a document is read, where plugins have no say. */
export function withUnavailableStatus(error: unknown): unknown {
  if (!(error instanceof UnavailableError)) return error;
  const headers = new HeaderMap([['retry-after', RETRY_AFTER_SECONDS]]);
  return new GraphQLError(error.message, { originalError: error, extensions: { http: { status: STATUS, headers } } });
}
