import { isEnumType, type GraphQLSchema } from 'graphql';
import { storableText } from '../domain/storable-text';

/** Characters of one value that are given back, and of a message as a whole. */
const LONGEST_PART = 120;
const LONGEST_MESSAGE = 1_000;
const UNKNOWN_ENUM_VALUE = /does not exist in "(\w+)" enum\./;

/**
 * What graphql-js says about a mistake in a request, as it goes to the client: values that it repeats are cut short,
 * and an unknown enum value is answered with the ones that exist. Without a schema, where clients may not ask for it,
 * nothing of it is told either.
 */
export function requestMessage(message: string, schema: GraphQLSchema | null): string {
  // What the parser says of thousands of brackets in one another.
  if (message === 'Maximum call stack size exceeded') return 'Syntax Error: The document is nested too deeply.';
  const short = cut(message.split('"').map(cutPart).join('"'), LONGEST_MESSAGE);
  if (schema === null) return short.replace(/ Did you mean .+\?$/, '');
  const values = enumValues(schema, UNKNOWN_ENUM_VALUE.exec(short)?.[1]);
  return values.length === 0 ? short : `${short} It can be ${values.join(', ')}.`;
}

function enumValues(schema: GraphQLSchema, name: string | undefined): readonly string[] {
  const type = name === undefined ? undefined : schema.getType(name);
  return isEnumType(type) ? type.getValues().map((value) => value.name) : [];
}

function cutPart(part: string): string {
  return cut(part, LONGEST_PART);
}

/** Takes the middle out: what is wrong stands at the start, where it is and what is allowed at the end. */
function cut(text: string, longest: number): string {
  if (text.length <= longest) return text;
  const half = Math.floor(longest / 2);
  return storableText(`${text.slice(0, half)}…${text.slice(-half)}`);
}
