import { isInterfaceType, isObjectType, isUnionType, getNamedType, type GraphQLNamedType } from 'graphql';
import { buildSchema } from '../../src/graphql/build-schema';

/** A selection of every field of a type and of all types below it, each type at most once on a path. */
export function selectEverything(typeName: string): string {
  const type = buildSchema().getType(typeName);
  if (type === undefined || type === null) throw new Error(`there is no type ${typeName}`);
  return selection(type, []) ?? '';
}

/** null: no selection at all, since the type would contain itself. */
function selection(type: GraphQLNamedType, path: readonly string[]): string | null {
  if (path.includes(type.name)) return null;
  const below = [...path, type.name];
  if (isUnionType(type)) {
    const members = type
      .getTypes()
      .map((member) => `... on ${member.name} ${selection(member, path) ?? '{ __typename }'}`);
    return `{ ${members.join(' ')} }`;
  }
  if (!isObjectType(type) && !isInterfaceType(type)) return '';
  const fields = Object.values(type.getFields()).flatMap((field) => {
    const nested = selection(getNamedType(field.type), below);
    return nested === null ? [] : [`${field.name} ${nested}`];
  });
  return `{ __typename ${fields.join(' ')} }`;
}
