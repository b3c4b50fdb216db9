import type { FastifyInstance } from 'fastify';
import { Deadline } from '../persistence/deadline';
import { isOfPeople } from './routes-of-people';

/** Gives every request so much time, from when it has come as a whole until it is answered. */
export function limitRequestTime(app: FastifyInstance, seconds: number): void {
  app.addHook('preHandler', (request, reply, done) => {
    if (!isOfPeople(request)) return done();
    const deadline = new Deadline(seconds * 1_000);
    // For a client that has hung up the work goes on, and must come to its end as for any other.
    reply.raw.once('close', () => reply.raw.writableFinished && deadline.close());
    deadline.run(done);
  });
}
