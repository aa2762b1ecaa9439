import { collectFields } from "@graphql-tools/utils";
import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  getVariableValues,
  Kind,
  type OperationDefinitionNode,
  valueFromASTUntyped,
} from "graphql";
import type { ServiceError } from "../domain/errors.ts";
import { allows, badInput, listOf } from "../schema/input-checks.ts";

type Variables = Readonly<Record<string, unknown>>;

/** Counts the entities that an operation names, over all its `_entities` fields, before anything of it is executed. */
export class Representations {
  constructor(
    private readonly schema: GraphQLSchema,
    private readonly most: number,
  ) {}

  /** The error for an operation that names too many; null for any other. */
  tooMany(
    document: DocumentNode,
    operation: OperationDefinitionNode,
    variables: Variables,
  ): ServiceError | null {
    const given = this.#count(document, operation, variables);
    if (given <= this.most) return null;
    const allowed = allows(`at most ${this.most} in one operation`, `单次操作最多 ${this.most} 个`);
    return badInput([{ path: ["representations"], given: listOf(given), allowed }]);
  }

  #count(document: DocumentNode, operation: OperationDefinitionNode, variables: Variables): number {
    const { schema } = this;
    const query = schema.getQueryType();
    if (!query || !document.loc?.source.body.includes("_entities")) return 0;
    const definitions = operation.variableDefinitions ?? [];
    const { coerced } = getVariableValues(schema, definitions, variables);
    // Variables that do not fit are told by the execution, which does not start then.
    if (!coerced) return 0;
    const fragments: Record<string, FragmentDefinitionNode> = {};
    for (const each of document.definitions) {
      if (each.kind === Kind.FRAGMENT_DEFINITION) fragments[each.name.value] = each;
    }
    const { fields } = collectFields(schema, fragments, coerced, query, operation.selectionSet);
    return [...fields.values()].reduce(
      (sum, [field]) => sum + representationsOf(coerced, field),
      0,
    );
  }
}

function representationsOf(variables: Variables, field: FieldNode | undefined): number {
  if (field?.name.value !== "_entities") return 0;
  const argument = field.arguments?.find(({ name }) => name.value === "representations");
  const given: unknown = argument && valueFromASTUntyped(argument.value, variables);
  return Array.isArray(given) ? given.length : 1;
}
