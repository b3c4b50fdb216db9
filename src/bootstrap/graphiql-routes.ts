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

/** Answers a browser with the page of GraphiQL, before its request is looked at; what programs ask for goes on. */
export function graphiqlPage(): (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply | undefined> {
  const page = fileSender(PAGE);
  return async (request, reply) => {
    void reply.header('vary', 'accept');
    return request.headers.accept?.includes('text/html') === true ? page(request, reply) : undefined;
  };
}

/** The files that the page loads, at /graphiql/. */
export async function graphiqlFiles(app: FastifyInstance): Promise<void> {
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
