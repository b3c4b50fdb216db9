import { createHash } from 'node:crypto';
import { GraphQLError } from 'graphql';

/** How a request says what is to run; from outside, so each may be anything. */
export interface DocumentReference {
  readonly query?: unknown;
  /** As the appendix of GraphQL over HTTP on persisted documents has it. */
  readonly documentId?: unknown;
  /** As Apollo's clients have it: `{ persistedQuery: { sha256Hash } }`. */
  readonly extensions?: unknown;
}

/** The documents of the manifest, by their ids. */
export class TrustedDocuments {
  private readonly byId: ReadonlyMap<string, string>;
  private readonly texts: ReadonlySet<string>;

  /** `only`: nothing else runs. */
  constructor(
    manifest: Readonly<Record<string, string>>,
    private readonly only: boolean,
  ) {
    const entries = Object.entries(manifest);
    this.byId = new Map([...entries.map(([, text]) => [sha256Id(text), text] as const), ...entries]);
    this.texts = new Set(Object.values(manifest));
  }

  /** The document of the manifest that runs, or why none does; null: what the request brings itself. */
  documentOf({ query, documentId, extensions }: DocumentReference): string | GraphQLError | null {
    if (documentId != null) return this.documentOfId(documentId, query);
    const hash = this.texts.size > 0 ? sha256HashOf(extensions) : null;
    const known = hash === null ? undefined : (this.byId.get(`sha256:${hash}`) ?? this.byId.get(hash));
    if (known !== undefined) return known;
    if (typeof query !== 'string' || query === '') {
      // This text, too, is what Apollo's clients look for.
      return hash === null
        ? null
        : refusal('PersistedQueryNotFound', { code: 'PERSISTED_QUERY_NOT_FOUND', status: 200 });
    }
    if (this.only && !this.texts.has(query)) return refusal(UNTRUSTED, { code: 'UNTRUSTED_DOCUMENT', status: 400 });
    // Apollo would refuse a document that comes with its hash.
    return hash === null ? null : query;
  }

  private documentOfId(id: unknown, query: unknown): string | GraphQLError {
    if (typeof id !== 'string') return badRequest('`documentId` must be a string.');
    // Over a connection the protocol wants a query, which is empty then.
    if (query != null && query !== '') return badRequest('Send either `query` or `documentId`, not both.');
    if (this.texts.size === 0) return refusal(NO_MANIFEST, { code: 'PERSISTED_QUERY_NOT_SUPPORTED', status: 400 });
    return this.byId.get(id) ?? refusal(UNKNOWN, { code: 'PERSISTED_QUERY_NOT_FOUND', status: 400 });
  }
}

const UNTRUSTED = 'This server runs only the documents of its manifest; send the documentId of one of them.';
const UNKNOWN = 'The manifest of this server has no document of this documentId.';
const NO_MANIFEST = 'This server has no manifest of documents; send the document as `query`.';

/** The id that every document has, whatever its manifest calls it. */
export function sha256Id(document: string): string {
  return `sha256:${createHash('sha256').update(document).digest('hex')}`;
}

function sha256HashOf(extensions: unknown): string | null {
  const { persistedQuery } = (extensions ?? {}) as {
    readonly persistedQuery?: { readonly sha256Hash?: unknown } | null;
  };
  const hash = persistedQuery?.sha256Hash;
  return typeof hash === 'string' ? hash : null;
}

function badRequest(message: string): GraphQLError {
  return refusal(message, { code: 'BAD_REQUEST', status: 400 });
}

function refusal(message: string, { code, status }: { readonly code: string; readonly status: number }): GraphQLError {
  return new GraphQLError(message, { extensions: { code, http: { status } } });
}
