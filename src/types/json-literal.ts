import { GraphQLError, Kind, type ObjectValueNode, print, type ValueNode } from "graphql";
import { allows, badInput, cut } from "../schema/input-checks.ts";

type Variables = Readonly<Record<string, unknown>> | null | undefined;
type IntegerOf = (digits: string) => unknown;

/** A `bigint` takes its time to be made and written; a floating-point number has no more digits either. */
const MAX_INTEGER_DIGITS = 400;

/** The numbers that JSON which is sent on may hold. */
export const JSON_NUMBER = allows(
  `an integer of at most ${MAX_INTEGER_DIGITS} digits, or a number within the range of 64-bit floating point`,
  `不超过 ${MAX_INTEGER_DIGITS} 位的整数，或 64 位浮点数范围内的数`,
);

/** An integer with all its digits; null where it has too many. */
export function exactInteger(digits: string): number | bigint | null {
  if (digits.length > MAX_INTEGER_DIGITS) return null;
  const number = Number(digits);
  return Number.isSafeInteger(number) ? number : BigInt(digits);
}

/** An integer, which is given as its digits where a number would lose any. */
export function integerOrDigits(digits: string): number | string {
  const number = Number(digits);
  return Number.isSafeInteger(number) ? number : digits;
}

/** @throws GraphQLError where it is no object, or holds a number that cannot be sent on. */
export function jsonObjectLiteral(node: ValueNode, variables: Variables): object {
  if (node.kind === Kind.OBJECT) {
    return objectOf(node, variables, (digits) => exactInteger(digits) ?? refuse(digits, node));
  }
  const message = `JSONObject cannot represent non-object value: ${print(node)}`;
  throw new GraphQLError(message, { nodes: node });
}

/** A literal as the JSON it stands for. */
export function jsonLiteral(node: ValueNode, variables: Variables, integer: IntegerOf): unknown {
  const visit = (inner: ValueNode) => jsonLiteral(inner, variables, integer);
  switch (node.kind) {
    case Kind.INT:
      return integer(node.value);
    case Kind.FLOAT:
      return Number.isFinite(Number(node.value)) ? Number(node.value) : refuse(node.value, node);
    case Kind.LIST:
      return node.values.map(visit);
    case Kind.OBJECT:
      return objectOf(node, variables, integer);
    case Kind.NULL:
      return null;
    case Kind.VARIABLE:
      return variables?.[node.name.value];
    default:
      return node.value;
  }
}

function objectOf({ fields }: ObjectValueNode, variables: Variables, integer: IntegerOf): object {
  return Object.fromEntries(
    fields.map(({ name, value }) => [name.value, jsonLiteral(value, variables, integer)]),
  );
}

function refuse(given: string, node: ValueNode): never {
  const problem = { path: ["JSONObject"], given: cut(given), allowed: JSON_NUMBER };
  const error = badInput([problem]);
  throw new GraphQLError(error.message, { nodes: node, originalError: error });
}
