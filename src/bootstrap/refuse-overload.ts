import type { FastifyInstance } from 'fastify';
import { isOfPeople } from './routes-of-people';

const MESSAGE = 'The server has more requests than it can answer in time; send this one again later.';
const RETRY_AFTER_SECONDS = '1';

/**
 * Answers 503 with retry-after at once while too many requests wait for the database: what waits longer than its client
 * does is work for nobody. Events have a queue of their own.
 */
export function refuseOverload(app: FastifyInstance, isOverloaded: () => boolean): void {
  app.addHook('onRequest', async (request, reply) => {
    if (!isOfPeople(request) || !isOverloaded()) return;
    void reply.code(503).header('retry-after', RETRY_AFTER_SECONDS);
    const graphql = { errors: [{ message: MESSAGE, extensions: { code: 'OVERLOADED' } }] };
    return reply.send(request.routeOptions.url === '/graphql' ? graphql : { detail: MESSAGE });
  });
}
