import type { FastifyInstance } from 'fastify';
import { Deadline } from '../persistence/deadline';
import { isOfPeople } from './routes-of-people';

/** Gives every request so much time, from when it has come as a whole until it is answered. */
export function limitRequestTime(app: FastifyInstance, seconds: number): void {
  app.addHook('preHandler', (request, reply, done) => {
    if (!isOfPeople(request)) return done();
    const deadline = new Deadline(seconds * 1_000);
    reply.raw.once('close', () => deadline.close());
    deadline.run(done);
  });
}
