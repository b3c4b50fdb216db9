import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { bearerToken } from '../application/authenticate/bearer-token';
import { answerError } from './answer-error';
import { RestRequest, type RestDependencies } from './rest-request';
import type { RestRoute } from './rest-route';
import { ROUTES } from './routes';

/** The Sentry-compatible routes; a plugin for `app.register(restRoutes, { prefix: '/api/0', ...dependencies })`. */
export async function restRoutes(app: FastifyInstance, dependencies: RestDependencies): Promise<void> {
  readAnyBodyAsJson(app);
  app.setErrorHandler(answerError);
  app.setNotFoundHandler((_request, reply) => reply.code(404).send({ detail: 'There is no such route.' }));
  for (const route of ROUTES) {
    for (const path of route.paths) {
      for (const url of new Set([path, path.replace(/(?<=.)\/$/, '')])) {
        app.route({ method: route.method, url, handler: handlerOf(route, dependencies) });
      }
    }
  }
}

/** Clients call their JSON what they like, or nothing, and send the header without a body. */
function readAnyBodyAsJson(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error');
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'string' }, (request, body, done) => {
    if (body === '') done(null, {});
    else void parse(request, body as string, done);
  });
}

function handlerOf(
  { open, answer }: RestRoute,
  dependencies: RestDependencies,
): (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply> {
  return async ({ headers, url, params, body }, reply) => {
    const token = bearerToken(headers.authorization);
    const caller = token === null ? null : await dependencies.application.authenticate.execute(token);
    const request = new RestRequest(dependencies, {
      ...{ caller, url, body },
      params: params as Readonly<Record<string, string>>,
      idempotencyKey: headers['idempotency-key']?.toString() ?? null,
    });
    if (open !== true) void request.caller;
    const { status, body: answered, headers: more = {} } = await answer(request);
    return reply.code(status).headers(more).send(answered);
  };
}
