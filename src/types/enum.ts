import { registerEnumType } from "type-graphql";

/** A GraphQL enum from its values' descriptions; inside the server each value is its own name. */
export function graphqlEnum<Value extends string>(
  name: string,
  description: string,
  values: Readonly<Record<Value, string>>,
): { readonly [Name in Value]: Name } {
  const names = Object.keys(values) as Value[];
  const members = Object.fromEntries(names.map((value) => [value, value])) as {
    [Name in Value]: Name;
  };
  const valuesConfig = Object.fromEntries(
    names.map((value) => [value, { description: values[value] }]),
  ) as Record<Value, { description: string }>;
  registerEnumType(members, { name, description, valuesConfig });
  return members;
}

/** The value every enum of upstream's has beside the documented ones. */
export const UNKNOWN_VALUE = {
  UNKNOWN:
    "A value Qianfan has added since; the field with the raw text beside this one shows it. Not an input.",
};
