import { readFile } from 'node:fs/promises';
import { parse, specifiedRules, validate, type GraphQLSchema } from 'graphql';
import { EnvironmentError } from '../../config/variable-reader';
import { documentRules } from '../../graphql/limits/document-rules';
import type { RequestLimits } from '../../graphql/limits/request-limits';
import { sha256Id, TrustedDocuments } from '../../graphql/trusted-documents/trusted-documents';

/** Where the manifest is, and whether nothing else may run. */
export interface TrustedDocumentSettings {
  /** null: there is none. */
  readonly manifest: string | null;
  readonly only: boolean;
}

export interface DocumentMeasures {
  readonly schema: () => GraphQLSchema;
  readonly limits: RequestLimits;
}

/** As the appendix of GraphQL over HTTP has it. */
const ID = /^(?:(?:sha256|x-[\w.~-]+):)?[\w.~-]{1,256}$/;
/** Documents whose mistakes are told at once. */
const TOLD = 3;

/** The documents of the manifest; throws EnvironmentError, with the setting and what is wrong, where one could not run. */
export async function readTrustedDocuments(
  { manifest, only }: TrustedDocumentSettings,
  measures: DocumentMeasures,
): Promise<TrustedDocuments> {
  if (manifest === null) return new TrustedDocuments({}, false);
  const documents = documentsOf(manifest, await read(manifest));
  const schema = measures.schema();
  const mistakes = Object.entries(documents).flatMap(([id, text]) => {
    const mistake = mistakeOf(id, text, { ...measures, schema });
    return mistake === null ? [] : [`document ${id}: ${mistake}`];
  });
  if (mistakes.length === 0) return new TrustedDocuments(documents, only);
  const more = mistakes.length > TOLD ? [`and ${mistakes.length - TOLD} more`] : [];
  throw wrong(manifest, [...mistakes.slice(0, TOLD), ...more].join('\n'));
}

async function read(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as unknown;
  } catch (error) {
    throw wrong(path, error instanceof Error ? error.message : String(error));
  }
}

function documentsOf(path: string, content: unknown): Record<string, string> {
  const isObject = typeof content === 'object' && content !== null && !Array.isArray(content);
  if (!isObject || Object.keys(content).length === 0) {
    throw wrong(path, 'it must hold a JSON object with a document for each id');
  }
  return content as Record<string, string>;
}

/** null: it can run. */
function mistakeOf(
  id: string,
  text: unknown,
  { schema, limits }: { readonly schema: GraphQLSchema; readonly limits: RequestLimits },
): string | null {
  if (!ID.test(id))
    return 'is no id that a request could name (letters, digits and . _ ~ -, perhaps after sha256: or x-…:)';
  if (typeof text !== 'string') return 'is not a text';
  if (id.startsWith('sha256:') && id !== sha256Id(text)) return `has the hash ${sha256Id(text)}`;
  try {
    const rules = [...specifiedRules, ...documentRules(limits)];
    const [error] = validate(schema, parse(text, { maxTokens: limits.documentTokens }), rules, { maxErrors: 1 });
    return error?.message ?? null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function wrong(path: string, what: string): EnvironmentError {
  return new EnvironmentError(`MUSTER_TRUSTED_DOCUMENTS is "${path}", which cannot be used: ${what}`);
}
