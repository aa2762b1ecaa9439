import {
  type DocumentNode,
  type GraphQLSchema,
  isNonNullType,
  Kind,
  type OperationDefinitionNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from "graphql";
import { allows, badInput } from "../checks.ts";
import type { ServiceError } from "../errors.ts";

const NOT_NULL = allows(
  "a value, or no variable at all, for which its default stands",
  "一个值；或不传该变量，此时使用其默认值",
);

const inNonNullPlaces = new WeakMap<DocumentNode, ReadonlySet<string>>();

/**
 * The error for a variable that is null where no null is allowed. Validation lets a nullable variable
 * with a default stand there, and execution would find out in the middle of the operation.
 */
export function nullVariable(
  schema: GraphQLSchema,
  document: DocumentNode,
  { variableDefinitions = [] }: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): ServiceError | null {
  const problems = variableDefinitions
    .filter(({ type }) => type.kind !== Kind.NON_NULL_TYPE)
    .map(({ variable }) => variable.name.value)
    .filter((name) => Object.hasOwn(variables, name) && variables[name] === null)
    .filter((name) => variablesInNonNullPlaces(schema, document).has(name))
    .map((name) => ({ path: `$${name}`, given: "null", allowed: NOT_NULL }));
  return problems.length > 0 ? badInput(problems) : null;
}

function variablesInNonNullPlaces(
  schema: GraphQLSchema,
  document: DocumentNode,
): ReadonlySet<string> {
  const known = inNonNullPlaces.get(document);
  if (known) return known;
  const found = new Set<string>();
  const types = new TypeInfo(schema);
  visit(
    document,
    visitWithTypeInfo(types, {
      VariableDefinition: () => false,
      [Kind.VARIABLE]: ({ name }) => {
        if (isNonNullType(types.getInputType())) found.add(name.value);
      },
    }),
  );
  inNonNullPlaces.set(document, found);
  return found;
}
