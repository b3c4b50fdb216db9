import type { FastifyInstance } from 'fastify';
import type { ReadReadiness } from '../application/read-readiness/read-readiness.handler';
import type { Metrics } from './metrics/metrics';

export interface OperationsRoutesDependencies {
  readonly readReadiness: ReadReadiness;
  /** null: /metrics is not found. */
  readonly metrics: Metrics | null;
}

/** What those who run the server ask: whether it can answer, and how it is doing. */
export async function operationsRoutes(
  app: FastifyInstance,
  { readReadiness, metrics }: OperationsRoutesDependencies,
): Promise<void> {
  let closing = false;
  app.addHook('preClose', async () => {
    closing = true;
  });
  app.get('/readyz', async (request, reply) => {
    const [read] = await Promise.allSettled([readReadiness.execute()]);
    if (read.status === 'rejected') {
      request.log.warn({ err: read.reason as unknown }, 'the database does not answer');
      return reply.code(503).send({ status: 'not ready', database: 'not available' });
    }
    const { ready, migrations, workers, queue } = read.value;
    const status = closing ? 'stopping' : ready ? 'ready' : 'not ready';
    const workerLagSeconds = Math.round(queue.lagSeconds);
    void reply.code(status === 'ready' ? 200 : 503);
    return { status, database: 'ok', migrations, workers, workerLagSeconds };
  });
  if (metrics === null) return;
  app.get('/metrics', async (_request, reply) => {
    void reply.type(metrics.registry.contentType);
    return metrics.registry.metrics();
  });
}
