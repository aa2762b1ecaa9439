import {
  type GraphQLInputType,
  type GraphQLSchema,
  isInputObjectType,
  isInputType,
  isListType,
  isNonNullType,
  type OperationDefinitionNode,
  typeFromAST,
} from "graphql";
import { MAX_VARIABLES_DEPTH } from "../limits/limits.ts";
import { depthOf } from "../limits/variables.ts";
import { allows, badInput, cut, type Problem } from "../schema/input-checks.ts";
import { LongInteger, parseClientJson } from "../server/request-json.ts";
import { exactInteger, JSON_NUMBER } from "../types/json-literal.ts";
import { isRecord } from "../util/is-record.ts";
import { refusal } from "./check-limits.ts";
import type { Stage } from "./stage.ts";

type Path = Problem["path"];
type Variables = Readonly<Record<string, unknown>>;

const MAX_PROBLEMS = 5;
const JSON_TYPES: ReadonlySet<string> = new Set(["JSONObject", "_Any"]);
const WHOLE_ID = allows(
  "a text, or an integer written with all its digits",
  "文本，或写出全部数字的整数",
);
const FLOAT = allows(
  "a number that 64-bit floating point holds exactly",
  "64 位浮点数可精确表示的数",
);
const INT = allows(
  "a whole number from -2147483648 to 2147483647",
  "-2147483648 至 2147483647 的整数",
);

/**
 * Gives each integer beyond 2^53 in variables the form that its place has room for: an ID its digits,
 * JSON a `bigint`. Refuses it where there is none, since a number would stand for another integer.
 */
export function exactIntegers(): Stage {
  return {
    requestDidStart: async ({ request: { variables } }) =>
      variables && {
        async didResolveOperation({ schema, operation, request }) {
          const { http } = request;
          if (!operation) return;
          // Apollo Server reads the variables of a GET by itself, as numbers.
          const given = http?.method === "GET" ? variablesOf(http.search) : variables;
          // The limits refuse these, and nothing here may run out of stack.
          if (depthOf(given, MAX_VARIABLES_DEPTH) > MAX_VARIABLES_DEPTH) return;
          const problems: Problem[] = [];
          request.variables = exactVariables(schema, operation, given, problems);
          if (problems.length > 0) throw refusal(badInput(problems.slice(0, MAX_PROBLEMS)));
        },
      },
  };
}

function variablesOf(search: string): Variables {
  const variables = parseClientJson(new URLSearchParams(search).get("variables") ?? "{}");
  return isRecord(variables) ? variables : {};
}

function exactVariables(
  schema: GraphQLSchema,
  { variableDefinitions = [] }: OperationDefinitionNode,
  given: Variables,
  problems: Problem[],
): Record<string, unknown> {
  const exact = { ...given };
  for (const { variable, type: node } of variableDefinitions) {
    const name = variable.name.value;
    const type = typeFromAST(schema, node);
    if (!Object.hasOwn(given, name) || !isInputType(type)) continue;
    exact[name] = exactValue(given[name], type, [`$${name}`], problems);
  }
  return exact;
}

function exactValue(
  value: unknown,
  type: GraphQLInputType,
  path: Path,
  problems: Problem[],
): unknown {
  if (isNonNullType(type)) return exactValue(value, type.ofType, path, problems);
  if (isListType(type)) {
    const item = type.ofType;
    // GraphQL takes a value for a list of one.
    if (!Array.isArray(value)) return exactValue(value, item, path, problems);
    return value.map((each, index) => exactValue(each, item, [...path, index], problems));
  }
  if (value instanceof LongInteger || isUnsafeNumber(value)) {
    return exactNumber(value, type.name, path, problems);
  }
  if (!isRecord(value)) return value;
  if (JSON_TYPES.has(type.name)) return exactJson(value, type.name, path, problems);
  if (!isInputObjectType(type)) return value;
  const fields = type.getFields();
  return mapMembers(value, (member, name) => {
    const field = fields[name];
    return field ? exactValue(member, field.type, [...path, name], problems) : member;
  });
}

/** A JSON value whose members have no types of their own. */
function exactJson(value: unknown, typeName: string, path: Path, problems: Problem[]): unknown {
  if (value instanceof LongInteger || isUnsafeNumber(value)) {
    return exactNumber(value, typeName, path, problems);
  }
  if (Array.isArray(value)) {
    return value.map((each, index) => exactJson(each, typeName, [...path, index], problems));
  }
  if (!isRecord(value)) return value;
  return mapMembers(value, (member, name) =>
    exactJson(member, typeName, [...path, name], problems),
  );
}

function exactNumber(
  value: LongInteger | number,
  typeName: string,
  path: Path,
  problems: Problem[],
): unknown {
  const exact = numberFor(value, typeName);
  if (exact !== null) return exact;
  problems.push({ path, given: cut(String(value)), allowed: allowedBy(typeName) });
  return value;
}

/** The form of a number that a type has room for; null where it has none. */
function numberFor(value: LongInteger | number, typeName: string) {
  if (value instanceof LongInteger) {
    if (typeName === "ID" || typeName === "_Any") return String(value);
    if (typeName === "JSONObject") return exactInteger(String(value));
    return typeName === "Float" ? exactFloat(String(value)) : null;
  }
  // One written with a fraction or an exponent may have been another before it was rounded.
  if (typeName === "ID") return null;
  return JSON_TYPES.has(typeName) && !Number.isFinite(value) ? null : value;
}

/** A floating-point number that has all of an integer's digits: it may end up in JSON. */
function exactFloat(digits: string): number | null {
  const number = Number(digits);
  return Number.isFinite(number) && String(BigInt(number)) === digits ? number : null;
}

function allowedBy(typeName: string): string {
  if (typeName === "ID") return WHOLE_ID;
  if (typeName === "Int") return INT;
  if (typeName === "Float") return FLOAT;
  if (JSON_TYPES.has(typeName)) return JSON_NUMBER;
  return allows(`a value of the type ${typeName}`, `类型为 ${typeName} 的值`);
}

function isUnsafeNumber(value: unknown): value is number {
  if (typeof value !== "number" || Number.isSafeInteger(value)) return false;
  return Number.isInteger(value) || !Number.isFinite(value);
}

function mapMembers(
  members: Readonly<Record<string, unknown>>,
  map: (member: unknown, name: string) => unknown,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(members).map(([name, member]) => [name, map(member, name)]),
  );
}
