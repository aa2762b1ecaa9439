import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isObjectType,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
  type ValueNode,
} from "graphql";
import { createFieldCosts, type FieldCost, type FieldCosts } from "./field-costs.ts";

const KEYS: ReadonlySet<string> = new Set(["__typename", "id"]);

export type Variables = Readonly<Record<string, unknown>>;

/**
 * Estimates from above how many calls to Qianfan an operation may need, before anything is sent. What
 * is shared, cached or known already costs less in truth: `UPSTREAM_MAX_CALLS` counts that.
 */
export class CostEstimate {
  readonly #prices: FieldCosts;
  /** Costs that hang on no variable. */
  readonly #fixed = new WeakMap<OperationDefinitionNode, number>();

  constructor(private readonly schema: GraphQLSchema) {
    this.#prices = createFieldCosts(schema);
  }

  /** Of a document that has been validated. */
  of(document: DocumentNode, operation: OperationDefinitionNode, variables: Variables): number {
    const known = this.#fixed.get(operation);
    if (known !== undefined) return known;
    const root = this.schema.getRootType(operation.operation);
    const given = Object.assign(defaultsOf(operation), variables);
    const bill = new Bill(this.schema, this.#prices, document, given);
    const cost = bill.set(operation.selectionSet, root ?? undefined);
    if (!bill.readVariables) this.#fixed.set(operation, cost);
    return cost;
  }
}

class Bill {
  readVariables = false;
  readonly #fragments = new Map<string, number>();

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly prices: FieldCosts,
    private readonly document: DocumentNode,
    private readonly variables: Variables,
  ) {}

  set({ selections }: SelectionSetNode, parent: GraphQLNamedType | undefined): number {
    return selections.reduce((sum, selection) => sum + this.#selection(selection, parent), 0);
  }

  #selection(selection: SelectionNode, parent: GraphQLNamedType | undefined): number {
    if (selection.kind === "Field") return this.#field(selection, parent);
    if (selection.kind === "FragmentSpread") return this.#fragment(selection.name.value);
    const condition = selection.typeCondition?.name.value;
    return this.set(selection.selectionSet, condition ? this.schema.getType(condition) : parent);
  }

  #field(node: FieldNode, parent: GraphQLNamedType | undefined): number {
    const name = node.name.value;
    const price = parent && this.prices.get(parent.name)?.get(name);
    if (!price || !isObjectType(parent)) return 0;
    const entries = this.#entries(node, price);
    const spared = price.freeByKey && node.selectionSet && this.#isOnlyKeys(node.selectionSet);
    const own = spared ? 0 : price.calls * (entries ?? 1);
    if (!node.selectionSet) return own;
    const type = parent.getFields()[name]?.type;
    const below = this.set(node.selectionSet, type && getNamedType(type));
    return below === 0 ? own : own + below * (entries ?? this.#page(node) ?? price.expected);
  }

  #fragment(name: string): number {
    const known = this.#fragments.get(name);
    if (known !== undefined) return known;
    const fragment = this.#definition(name);
    if (!fragment) return 0;
    const type = this.schema.getType(fragment.typeCondition.name.value);
    const cost = this.set(fragment.selectionSet, type);
    this.#fragments.set(name, cost);
    return cost;
  }

  #definition(name: string): FragmentDefinitionNode | undefined {
    return this.document.definitions
      .filter((definition) => definition.kind === "FragmentDefinition")
      .find((fragment) => fragment.name.value === name);
  }

  /** Whether whoever names an object knows all that is asked of it. */
  #isOnlyKeys({ selections }: SelectionSetNode): boolean {
    return selections.every((selection) => {
      if (selection.kind === "Field") return KEYS.has(selection.name.value);
      // A fragment that is named is taken to ask for more: to look would be to look many times.
      return selection.kind === "InlineFragment" && this.#isOnlyKeys(selection.selectionSet);
    });
  }

  /** How many things a list argument asks for. */
  #entries(node: FieldNode, { listArgument }: FieldCost): number | null {
    const value = listArgument === null ? undefined : this.#argument(node, listArgument);
    if (value === undefined || value === null) return null;
    return Array.isArray(value) ? value.length : 1;
  }

  #page(node: FieldNode): number | null {
    const size = this.#argument(node, "first") ?? this.#argument(node, "last");
    return typeof size === "number" && size >= 0 ? size : null;
  }

  #argument(node: FieldNode, name: string): unknown {
    const argument = node.arguments?.find((each) => each.name.value === name);
    return argument && this.#value(argument.value);
  }

  #value(value: ValueNode): unknown {
    if (value.kind !== "Variable") return countable(value);
    this.readVariables = true;
    return this.variables[value.name.value];
  }
}

function defaultsOf({ variableDefinitions = [] }: OperationDefinitionNode): Variables {
  return Object.fromEntries(
    variableDefinitions.map(({ variable, defaultValue }) => [
      variable.name.value,
      defaultValue && countable(defaultValue),
    ]),
  );
}

// Only lengths and numbers matter, and what is no value of its type is refused elsewhere.
function countable(value: ValueNode): unknown {
  if (value.kind === "ListValue") return value.values;
  if (value.kind === "IntValue") return Number(value.value);
  return value.kind === "NullValue" ? null : value;
}
