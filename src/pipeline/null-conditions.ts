import { type DocumentNode, Kind, type OperationDefinitionNode, visit } from "graphql";
import { allows, badInput } from "../checks.ts";
import type { ServiceError } from "../errors.ts";

const TRUE_OR_FALSE = allows(
  "true or false, or no variable at all, for which its default stands",
  "true 或 false；或不传该变量，此时使用其默认值",
);

const inConditions = new WeakMap<DocumentNode, ReadonlySet<string>>();

/**
 * The error for a variable of `@skip` or `@include` that is null. Validation lets a nullable variable
 * with a default stand there, and execution would find out when something has been read already.
 */
export function nullCondition(
  document: DocumentNode,
  { variableDefinitions = [] }: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): ServiceError | null {
  const problems = variableDefinitions
    .filter(({ type }) => type.kind !== Kind.NON_NULL_TYPE)
    .map(({ variable }) => variable.name.value)
    .filter((name) => variables[name] === null && variablesOfConditions(document).has(name))
    .map((name) => ({ path: [`$${name}`], given: "null", allowed: TRUE_OR_FALSE }));
  return problems.length > 0 ? badInput(problems) : null;
}

function variablesOfConditions(document: DocumentNode): ReadonlySet<string> {
  const known = inConditions.get(document);
  if (known) return known;
  const found = new Set<string>();
  visit(document, {
    Directive({ name, arguments: given = [] }) {
      if (name.value !== "skip" && name.value !== "include") return;
      for (const { value } of given) {
        if (value.kind === Kind.VARIABLE) found.add(value.name.value);
      }
    },
  });
  inConditions.set(document, found);
  return found;
}
