import { registerEnumType } from 'type-graphql';

/** A registered enum: each value under its own name. */
export type EnumObject<Value extends string> = { readonly [V in Value]: V };

/** Registers an enum of which every value has a description, so that a value without one does not compile. */
export function defineEnum<Value extends string>(
  name: string,
  description: string,
  values: Record<Value, string>,
): EnumObject<Value> {
  const names = Object.keys(values) as Value[];
  const enumObject = Object.fromEntries(names.map((value) => [value, value])) as EnumObject<Value>;
  const valuesConfig = Object.fromEntries(names.map((value) => [value, { description: values[value] }]));
  registerEnumType(enumObject, {
    name,
    description,
    valuesConfig: valuesConfig as Record<Value, { description: string }>,
  });
  return enumObject;
}
