import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { codegen } from '@graphql-codegen/core';
import * as typescriptOperations from '@graphql-codegen/typescript-operations';
import { Kind, parse, Source, type DocumentNode } from 'graphql';

/** Where documents are, and the file of types and documents that is made of them. */
const CLIENTS: readonly (readonly [folder: string, output: string])[] = [
  ['tests/e2e', 'tests/support/client.generated.ts'],
  ['examples/client', 'examples/client/documents.generated.ts'],
];

const CONFIG = {
  strictScalars: true,
  scalars: {
    DateTime: 'string',
    EmailAddress: 'string',
    ID: 'string',
    JSON: 'unknown',
    JSONObject: 'Readonly<Record<string, unknown>>',
  },
  immutableTypes: true,
  useTypeImports: true,
};

interface OperationDocument {
  readonly location: string;
  readonly document: DocumentNode;
  readonly text: string;
}

/** Types of what each operation takes and answers, and the operation itself as a typed document: BulkMutateIssues. */
async function generate(folder: string, output: string): Promise<void> {
  const documents = readDocuments(folder);
  const types = await codegen({
    filename: output,
    schema: parse(readFileSync('schema.graphql', 'utf8')),
    documents: [...documents],
    config: CONFIG,
    plugins: [{ operations: {} }],
    pluginMap: { operations: typescriptOperations },
  });
  const imports = ["import type { TypedDocumentNode } from '@apollo/client';", "import { parse } from 'graphql';"];
  writeFileSync(output, [...imports, types, ...documents.map(typedDocument), ''].join('\n\n'));
}

function readDocuments(folder: string): readonly OperationDocument[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.graphql'))
    .sort()
    .map((path) => {
      const text = readFileSync(join(folder, path), 'utf8');
      return { location: join(folder, path), document: parse(new Source(text, path)), text };
    });
}

function typedDocument({ location, document, text }: OperationDocument): string {
  const [operation, ...others] = document.definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION || operation.name === undefined || others.length > 0) {
    throw new Error(`${basename(location)} must hold one operation with a name.`);
  }
  const name = operation.name.value;
  const kind = operation.operation === 'query' ? 'Query' : 'Mutation';
  const type = `TypedDocumentNode<${name}${kind}, ${name}${kind}Variables>`;
  return `export const ${name} = parse(${JSON.stringify(text)}) as ${type};`;
}

async function main(): Promise<void> {
  for (const [folder, output] of CLIENTS) await generate(folder, output);
}

main().catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`);
  process.exitCode = 1;
});
