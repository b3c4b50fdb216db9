import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { PAGE, PAGE_FILES, pathOf, type PageFile } from './graphiql/page-files';

/** Scripts, styles and requests of this host only; inline styles because the editor writes them. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "connect-src 'self'",
  'img-src data:',
  'font-src data:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const HEADERS = {
  'content-security-policy': CONTENT_SECURITY_POLICY,
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-cache',
};

/** GraphiQL for browsers at GET /graphql, and the files that it loads at /graphiql/. */
export async function graphiqlRoutes(app: FastifyInstance): Promise<void> {
  const page = fileSender(PAGE);
  app.get('/graphql', (request, reply) => {
    void reply.header('vary', 'accept');
    const wanted = request.headers.accept?.includes('text/html') === true;
    return wanted ? page(request, reply) : reply.callNotFound();
  });
  for (const file of PAGE_FILES) app.get(`/graphiql/${file.name}`, fileSender(file));
}

/** Sends a file, which is read when it is first asked for; a browser that has it already is told so. */
function fileSender(file: PageFile): (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply> {
  let loading: Promise<{ content: Buffer; etag: string }> | undefined;
  return async (request, reply) => {
    loading ??= load(file);
    const { content, etag } = await loading;
    void reply.headers({ ...HEADERS, etag });
    if (request.headers['if-none-match'] === etag) return reply.code(304).send();
    return reply.type(file.type).send(content);
  };
}

async function load(file: PageFile): Promise<{ content: Buffer; etag: string }> {
  const content = await readFile(pathOf(file));
  return { content, etag: `W/"${createHash('sha256').update(content).digest('base64url')}"` };
}
