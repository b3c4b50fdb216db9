import {
  getNamedType,
  isEnumType,
  isInputObjectType,
  isIntrospectionType,
  isObjectType,
  isScalarType,
  isSpecifiedScalarType,
  isUnionType,
  printType,
  type GraphQLArgument,
  type GraphQLEnumType,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLInputObjectType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  type GraphQLType,
} from 'graphql';
import type { RefusalCode } from '../domain/refusal';

type ErrorCode =
  | RefusalCode
  | 'GRAPHQL_PARSE_FAILED'
  | 'GRAPHQL_VALIDATION_FAILED'
  | 'BAD_REQUEST'
  | 'UNTRUSTED_DOCUMENT'
  | 'PERSISTED_QUERY_NOT_FOUND'
  | 'PERSISTED_QUERY_NOT_SUPPORTED'
  | 'RATE_LIMITED'
  | 'OVERLOADED'
  | 'QUERY_TIMEOUT'
  | 'SERVICE_UNAVAILABLE'
  | 'OUTCOME_UNKNOWN'
  | 'INTERNAL_SERVER_ERROR';

/** The codes of GraphQL errors. */
const ERRORS: Readonly<Record<ErrorCode, string>> = {
  UNAUTHENTICATED: 'There is no token, or it is unknown, expired or revoked.',
  PERMISSION_DENIED: 'The token lacks the scope that a field needs.',
  NOT_FOUND: 'There is no such organization or project, or the token does not reach it.',
  INVALID_QUERY: 'The search cannot be read; `extensions.position` says where, in characters.',
  BAD_USER_INPUT: 'An argument or variable does not have the type or range that it must have.',
  GRAPHQL_PARSE_FAILED: 'The document is not GraphQL.',
  GRAPHQL_VALIDATION_FAILED: 'The document does not fit the schema.',
  BAD_REQUEST: 'The request is not one of GraphQL over HTTP.',
  UNTRUSTED_DOCUMENT: 'The server runs only the documents of its manifest, and this is none of them.',
  PERSISTED_QUERY_NOT_FOUND: 'The manifest has no document of this id or hash.',
  PERSISTED_QUERY_NOT_SUPPORTED: 'The server has no manifest; send the document itself.',
  RATE_LIMITED:
    'Too many requests in a minute with this token, or from this address; `retry-after` says when to go on.',
  OVERLOADED: 'More requests wait than can be answered in time; send this one again after `retry-after`.',
  QUERY_TIMEOUT: 'The request took too long and was stopped; `extensions.requestId` names it.',
  SERVICE_UNAVAILABLE:
    'The database cannot be used now. Where a mutation failed itself (`path` is its name), it changed nothing. HTTP status 503 with `retry-after` where nothing could be answered.',
  OUTCOME_UNKNOWN:
    'The connection to the database was lost during the commit, so the change was made or not. Send the request again with the same idempotency key: it has one effect, and the answer tells. HTTP status 503.',
  INTERNAL_SERVER_ERROR: 'The server made a mistake, which is recorded under `extensions.requestId`.',
};

const INTRODUCTION = `# The API

Made from the descriptions in the schema by \`npm run docs:api\`; change them there.

\`POST /graphql\` with the header \`Authorization: Bearer TOKEN\`. The schema itself is [schema.graphql](../schema.graphql).
Queries may come as \`GET\` too, with a header that no page of another site can make a browser send (\`apollo-require-preflight: true\`).
\`!\` marks what is never null; an argument or field of an input without \`!\` may be absent.`;

/** The whole API as a document in Markdown. */
export function apiReference(schema: GraphQLSchema): string {
  const [query, mutation] = [schema.getQueryType(), schema.getMutationType()];
  const roots: readonly unknown[] = [query, mutation];
  const types = Object.values(schema.getTypeMap()).filter(
    (type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type) && !roots.includes(type),
  );
  const sections: readonly Section[] = [
    { title: 'Queries', entries: rootFields(query) },
    { title: 'Mutations', entries: rootFields(mutation) },
    { title: 'Inputs', entries: types.filter(isInputObjectType).map(inputEntry) },
    { title: 'Types', entries: types.filter(isObjectType).map(objectEntry) },
    { title: 'Unions', entries: types.filter(isUnionType).map((type) => entry(type, code(definition(type)))) },
    { title: 'Enums', entries: types.filter(isEnumType).map(enumEntry) },
    { title: 'Scalars', entries: types.filter(isScalarType).map((type) => entry(type)) },
  ];
  const filled = sections.filter(({ entries }) => entries.length > 0);
  return [INTRODUCTION, contents(filled), ...filled.map(sectionText), ERROR_SECTION].join('\n\n') + '\n';
}

interface Section {
  readonly title: string;
  readonly entries: readonly Entry[];
}

interface Entry {
  readonly heading: string;
  readonly text: string;
}

const ERROR_SECTION = `## Errors

An expected refusal is data: a [UserError](#type-usererror) in \`userErrors\`, or the \`code\` of an [IssueOutcome](#type-issueoutcome).
All else is a GraphQL error, in \`errors\` of the answer, with one of these codes in \`extensions.code\`:

${table(
  ['code', 'meaning'],
  Object.entries(ERRORS).map(([name, meaning]) => [code(name), meaning]),
)}

Every answer has the header \`x-request-id\`, under which the log of the server speaks of it.`;

function contents(sections: readonly Section[]): string {
  const lines = sections.map(({ title, entries }) => {
    const links = entries.map(({ heading }) => `[${heading.split(' ').at(-1)}](#${anchor(heading)})`);
    return `- **[${title}](#${anchor(title)})**: ${links.join(', ')}`;
  });
  return [...lines, '- **[Errors](#errors)**'].join('\n');
}

function sectionText({ title, entries }: Section): string {
  return [`## ${title}`, ...entries.map(({ heading, text }) => `### ${heading}\n\n${text}`)].join('\n\n');
}

function rootFields(type: GraphQLObjectType | null | undefined): readonly Entry[] {
  return Object.values(type?.getFields() ?? {}).map((field) => {
    const header = ['argument', 'type', 'meaning'];
    const args = field.args.length === 0 ? [] : [table(header, field.args.map(inputRow))];
    const text = [field.description ?? '', `Answers ${typeLink(field.type)}.`, ...args];
    return { heading: field.name, text: text.join('\n\n') };
  });
}

function inputEntry(type: GraphQLInputObjectType): Entry {
  return entry(type, table(['field', 'type', 'meaning'], Object.values(type.getFields()).map(inputRow)));
}

function objectEntry(type: GraphQLObjectType): Entry {
  return entry(type, table(['field', 'type', 'meaning'], Object.values(type.getFields()).flatMap(fieldRows)));
}

function enumEntry(type: GraphQLEnumType): Entry {
  const rows = type.getValues().map(({ name, description }) => [code(name), description ?? '']);
  return entry(type, table(['value', 'meaning'], rows));
}

function entry(type: GraphQLNamedType, body = ''): Entry {
  const text = [type.description ?? '', body].filter((part) => part !== '').join('\n\n');
  return { heading: `${definition(type).split(' ', 1)[0]} ${type.name}`, text };
}

/** A field, and below it the arguments that it takes. */
function fieldRows(field: GraphQLField<unknown, unknown>): readonly (readonly string[])[] {
  const args = field.args.map(inputRow).map(([name, ...rest]) => [`— ${name}`, ...rest]);
  return [[code(field.name), typeLink(field.type), field.description ?? ''], ...args];
}

function inputRow({ name, type, defaultValue, description }: GraphQLArgument | GraphQLInputField): readonly string[] {
  const preset = defaultValue === undefined ? '' : ` = ${code(JSON.stringify(defaultValue))}`;
  return [code(name), typeLink(type) + preset, description ?? ''];
}

function typeLink(type: GraphQLType): string {
  const named = getNamedType(type);
  if (isSpecifiedScalarType(named)) return code(String(type));
  return `[${code(String(type))}](#${anchor(entry(named).heading)})`;
}

/** As schema.graphql has it, without descriptions. */
function definition(type: GraphQLNamedType): string {
  return printType(type).replace(/^"""[\s\S]*?"""\n/, '');
}

function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replace(/\|/g, '\\|').replace(/\s*\n\s*/g, ' ')).join(' | ')} |`;
  return [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n');
}

function code(text: string): string {
  return `\`${text}\``;
}

function anchor(heading: string): string {
  return heading.toLowerCase().replace(/ /g, '-');
}
