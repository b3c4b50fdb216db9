import type { GraphQLField } from 'graphql';
import { buildSchema } from '../../src/graphql/build-schema';
import type { GraphQLAnswer, TestServer } from './http-server';

export interface UserErrorAnswer {
  readonly code: string;
  readonly field: readonly string[] | null;
  readonly message: string;
  readonly details: Readonly<Record<string, unknown>> | null;
}

/** The payload of a mutation; its other fields are whatever was selected. */
export type Payload<Fields> = Fields & { readonly userErrors: readonly UserErrorAnswer[] };

const schema = buildSchema();

/** The root fields of requests, by `Query.name` and `Mutation.name`. */
export const ROOT_FIELDS: ReadonlyMap<string, GraphQLField<unknown, unknown>> = new Map(
  [schema.getQueryType(), schema.getMutationType()].flatMap((type) =>
    Object.values(type?.getFields() ?? {}).map((field) => [`${type?.name}.${field.name}`, field] as const),
  ),
);

/** A document that calls one root field with all its arguments as variables; `selection` has no braces around it. */
export function documentOf(name: string, selection: string): string {
  const field = ROOT_FIELDS.get(name);
  if (field === undefined) throw new Error(`there is no ${name}`);
  const [operation = ''] = name.toLowerCase().split('.');
  const variables = field.args.map((argument) => `$${argument.name}: ${argument.type.toString()}`).join(', ');
  const given = field.args.map((argument) => `${argument.name}: $${argument.name}`).join(', ');
  const inParentheses = (text: string): string => (text === '' ? '' : `(${text})`);
  return `${operation} ${inParentheses(variables)} { ${field.name}${inParentheses(given)} { ${selection} } }`;
}

/** Calls a mutation; fails the test where the answer has GraphQL errors. */
export async function mutate<Fields = Readonly<Record<string, unknown>>>(
  server: TestServer,
  token: string,
  { name, given, select }: { readonly name: string; readonly given: object; readonly select: string },
): Promise<Payload<Fields>> {
  const document = documentOf(`Mutation.${name}`, `${select} userErrors { code field message details }`);
  const answer: GraphQLAnswer<Record<string, Payload<Fields>>> = await server.graphql(document, { ...given }, token);
  expect(answer.errors).toEqual([]);
  const payload = answer.data[name];
  if (payload === undefined) throw new Error(`${name} answered nothing`);
  return payload;
}

/** Problems in short: the code, and the path that they point to. */
export function problemsOf({ userErrors }: Payload<unknown>): string[] {
  return userErrors.map(({ code, field }) => [code, ...(field === null ? [] : [field.join('.')])].join(' '));
}
