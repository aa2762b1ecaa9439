import {
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
} from "graphql";
import type { ServiceError } from "../domain/errors.ts";
import { conditionsOf } from "../schema/conditions.ts";
import { allows, badInput } from "../schema/input-checks.ts";

const TRUE_OR_FALSE = allows(
  "true or false, or no variable at all, for which its default stands",
  "true 或 false；或不传该变量，此时使用其默认值",
);

/**
 * The error for a variable of `@skip` or `@include` that is null. Validation lets a nullable variable
 * with a default stand there, and execution would find out when something has been read already.
 */
export function nullCondition(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): ServiceError | null {
  const conditions = () => conditionsOf(operation, () => fragmentsOf(document));
  const problems = (operation.variableDefinitions ?? [])
    .filter(({ type }) => type.kind !== Kind.NON_NULL_TYPE)
    .map(({ variable }) => variable.name.value)
    .filter((name) => variables[name] === null && conditions().variables.has(name))
    .map((name) => ({ path: [`$${name}`], given: "null", allowed: TRUE_OR_FALSE }));
  return problems.length > 0 ? badInput(problems) : null;
}

function fragmentsOf({ definitions }: DocumentNode): readonly FragmentDefinitionNode[] {
  return definitions.filter((each) => each.kind === Kind.FRAGMENT_DEFINITION);
}
