import type { FastifyInstance, FastifyRequest } from 'fastify';
import { parseJsonObject } from '../../domain/events/untrusted-json';
import type { DocumentReference, TrustedDocuments } from '../../graphql/trusted-documents/trusted-documents';

/** Puts the document into requests that name one of the manifest, and refuses those that may not run. */
export function runTrustedDocuments(app: FastifyInstance, documents: TrustedDocuments): void {
  app.addHook('preHandler', async (request, reply) => {
    const document = documents.documentOf(referenceOf(request));
    if (typeof document === 'string') return putInto(request, document);
    if (document === null) return;
    const { code, http } = document.extensions as { readonly code: string; readonly http: { readonly status: number } };
    return reply.code(http.status).send({ errors: [{ message: document.message, extensions: { code } }] });
  });
}

function referenceOf(request: FastifyRequest): DocumentReference {
  if (request.method === 'GET') {
    const { searchParams } = urlOf(request);
    const named = { query: searchParams.get('query'), documentId: searchParams.get('documentId') };
    return { ...named, extensions: parseJsonObject(searchParams.get('extensions') ?? '') };
  }
  const { body } = request;
  return typeof body === 'object' && body !== null ? body : {};
}

/** As if the client had sent it; there are no extensions that would be of use. */
function putInto(request: FastifyRequest, document: string): void {
  if (request.method === 'GET') {
    const url = urlOf(request);
    url.searchParams.delete('documentId');
    url.searchParams.delete('extensions');
    url.searchParams.set('query', document);
    request.raw.url = `${url.pathname}${url.search}`;
    return;
  }
  const { documentId: _id, extensions: _extensions, ...rest } = request.body as Record<string, unknown>;
  request.body = { ...rest, query: document };
}

function urlOf({ url }: FastifyRequest): URL {
  return new URL(url, 'http://localhost');
}
