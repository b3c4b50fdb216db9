import type { IncomingMessage } from 'node:http';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Acceptance, AcceptEvents } from '../application/accept-events/accept-events.handler';
import type { AuthorizeProject } from '../application/authorize-project/authorize-project.query';
import { UnavailableError } from '../domain/unavailable-error';
import { BodyRoom } from './body-room';
import { IngestError, TOO_LARGE, TOO_MANY } from './ingest-error';
import { findPublicKey } from './public-key';
import { readBody } from './read-body';
import { readEnvelopeRequest, readStoreRequest, type SentRequest } from './read-request';

export interface IngestRoutesDependencies {
  readonly authorizeProject: AuthorizeProject;
  readonly acceptEvents: AcceptEvents;
  /** Bytes of a request, as it comes and unfolded. */
  readonly maxEventBytes: number;
}

/** What an SDK hears of an error. */
type Refused = Pick<IngestError, 'message'> & { readonly statusCode: number };
const NOT_STORED: Refused = { statusCode: 500, message: 'The event could not be stored.' };
const UNAVAILABLE: Refused = { statusCode: 503, message: 'The event could not be stored now.' };
const UNACCEPTED: Record<Exclude<Acceptance, 'RECORDED'>, () => IngestError> = {
  REFUSED: () => new IngestError(400, 'The event holds what cannot be stored.'),
  BUSY: () => new IngestError(503, 'The event could not be stored in time.'),
  FULL: () => new IngestError(429, TOO_MANY),
};

/** For how many seconds SDKs shall keep their events to themselves: about what a full queue takes. */
const PAUSE_SECONDS = '5';
const PAUSE_HEADERS = {
  'retry-after': PAUSE_SECONDS,
  'x-sentry-rate-limits': `${PAUSE_SECONDS}:error:organization`,
};

/** Browsers send from any page; a DSN is no secret. */
const CORS_HEADERS = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers': 'x-sentry-error,x-sentry-rate-limits,retry-after',
  'cross-origin-resource-policy': 'cross-origin',
};
const PREFLIGHT_HEADERS = {
  'access-control-allow-methods': 'POST',
  'access-control-allow-headers':
    'x-sentry-auth, x-requested-with, origin, accept, content-type, content-encoding, authentication, authorization',
  'access-control-max-age': '3600',
};

/** The endpoints that SDKs send to; a plugin for `app.register(ingestRoutes, dependencies)`. */
export async function ingestRoutes(app: FastifyInstance, dependencies: IngestRoutesDependencies): Promise<void> {
  app.addHook('onRequest', async ({ raw, method, params }, reply) => {
    reply.headers(CORS_HEADERS);
    // Before the body is read: what cannot be kept shall cost as little as possible.
    if (method === 'POST' && dependencies.acceptEvents.isFull(projectOf(params))) throw UNACCEPTED.FULL();
    // Whatever an SDK calls its body, or does not, it is bytes to us, and Fastify refuses a name that it cannot read.
    raw.headers['content-type'] = 'application/octet-stream';
  });
  const { maxEventBytes: maxBytes } = dependencies;
  const room = BodyRoom.for(maxBytes);
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', ({ headers, raw }: FastifyRequest, payload: IncomingMessage) =>
    readBody(payload, {
      ...{ encoding: headers['content-encoding'], maxBytes },
      take: (bytes) => room.take(raw, bytes),
    }),
  );
  app.addHook('onResponse', async ({ raw }) => room.release(raw));
  app.setErrorHandler(answerError);
  const routes = { envelope: readEnvelopeRequest, store: readStoreRequest };
  for (const [name, read] of Object.entries(routes)) {
    for (const url of [`/api/:projectId/${name}/`, `/api/:projectId/${name}`]) {
      app.options(url, async (_request, reply) => reply.code(204).headers(PREFLIGHT_HEADERS).send());
      app.post(url, async (request) => accept(request, read(bodyOf(request)), { ...dependencies, room }));
    }
  }
}

/** Lets go of it: a request may wait for long. */
function bodyOf(request: FastifyRequest): Buffer {
  const { body } = request;
  request.body = null;
  return Buffer.isBuffer(body) ? body : Buffer.alloc(0);
}

/** Answers after the commit: SDKs never send an event again. Nothing but what is to be recorded is kept until then. */
async function accept(
  request: FastifyRequest,
  { id, dsn, events: sent }: SentRequest,
  { authorizeProject, acceptEvents, room }: IngestRoutesDependencies & { readonly room: BodyRoom },
): Promise<{ readonly id?: string }> {
  const publicKey = findPublicKey({ headers: request.headers, query: request.query, dsn });
  if (publicKey === null) throw new IngestError(401, 'The request names no key.');
  const project = await authorizeProject.execute(projectOf(request.params), publicKey);
  if (project === 'UNKNOWN_KEY') throw new IngestError(401, 'The key is not known.');
  if (project === 'WRONG_PROJECT') throw new IngestError(403, 'The key is not of this project.');
  const events = sent.map((event) => ({ ...event, ...project, senderAddress: request.ip }));
  const acceptance = acceptEvents.execute(events);
  room.release(request.raw);
  return answer(acceptance, id);
}

async function answer(accepting: Promise<Acceptance>, id: string | null): Promise<{ readonly id?: string }> {
  const acceptance = await accepting;
  if (acceptance !== 'RECORDED') throw UNACCEPTED[acceptance]();
  return id === null ? {} : { id };
}

/** As the address names it; nobody has looked yet whether the key opens it. */
function projectOf(params: unknown): string {
  return (params as { readonly projectId: string }).projectId;
}

function answerError(error: Error, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { statusCode, message } = publicError(error);
  if (statusCode === 429 || statusCode === 503) void reply.headers(PAUSE_HEADERS);
  if (!(error instanceof IngestError) && statusCode >= 500) {
    request.log.error({ err: error }, 'an event could not be stored');
  }
  return reply.code(statusCode).header('x-sentry-error', message).send({ detail: message });
}

function publicError(error: Error & { readonly code?: unknown }): Refused {
  if (error instanceof IngestError) return error;
  if (error instanceof UnavailableError) return UNAVAILABLE;
  const code = typeof error.code === 'string' ? error.code : '';
  if (code === 'ERR_BUFFER_TOO_LARGE') return new IngestError(413, TOO_LARGE);
  // zlib's codes, and brotli's as Node hands them on.
  if (/^(Z_|ERR__ERROR_)/.test(code)) return new IngestError(400, 'The body is not what its content-encoding says.');
  return NOT_STORED;
}
