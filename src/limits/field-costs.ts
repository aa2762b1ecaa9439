import {
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isListType,
  isObjectType,
  isUnionType,
} from "graphql";

/** What a field costs, as far as the schema alone tells. */
export interface FieldCost {
  /** Calls to Qianfan for the field itself, once for each entry of `listArgument`. */
  readonly calls: number;
  /** Whether they are spared where nothing but the object's key is asked for. */
  readonly freeByKey: boolean;
  /** The argument that lists what is asked for. */
  readonly listArgument: string | null;
  /** How many things to expect where no argument says so. */
  readonly expected: number;
}

export type FieldCosts = ReadonlyMap<string, ReadonlyMap<string, FieldCost>>;

/** A list of unknown length is taken for as long as this. */
const EXPECTED_ENTRIES = 10;
/** What a page has when nothing is said. */
const EXPECTED_IN_PAGE = 20;
/** Parts that an entity does not come with, whoever it was read by. */
const EXTRA_PARTS: ReadonlySet<unknown> = new Set([
  "evaluationReport",
  "modelTags",
  "modelVersionParameters",
]);

/** Parts that one answer leaves to another object's, where V2 answers. */
const OTHERS_PARTS: ReadonlySet<unknown> = new Set(["evaluatedVersion", "evaluatedModelName"]);

/** The price of every field, by its type's name and its own. */
export function createFieldCosts(schema: GraphQLSchema): FieldCosts {
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  const types = Object.values(schema.getTypeMap()).filter(isObjectType);
  return new Map(
    types.map((type) => {
      const fields = Object.values(type.getFields());
      const isRoot = roots.includes(type);
      return [type.name, new Map(fields.map((field) => [field.name, price(field, type, isRoot)]))];
    }),
  );
}

type Field = GraphQLField<unknown, unknown>;

function price(field: Field, parent: GraphQLObjectType, isRoot: boolean): FieldCost {
  const list = field.args.find(
    ({ type }) =>
      isListType(getNullableType(type)) && ["ID", "_Any"].includes(getNamedType(type).name),
  );
  return {
    calls: callsOf(field, isRoot),
    freeByKey: !isRoot || field.name === "_entities",
    listArgument: list?.name ?? null,
    expected: expectedOf(field, parent),
  };
}

function expectedOf({ type }: Field, parent: GraphQLObjectType): number {
  if (isConnection(getNamedType(type))) return EXPECTED_IN_PAGE;
  // How many a page has is settled where it is asked for.
  return isListType(getNullableType(type)) && !isConnection(parent) ? EXPECTED_ENTRIES : 1;
}

function callsOf(field: Field, isRoot: boolean): number {
  const { calls, comesWith } = field.extensions;
  if (typeof calls === "number") return calls;
  // The text of the schema is at hand.
  if (field.name === "_service") return 0;
  return isRoot || EXTRA_PARTS.has(comesWith) || isEntity(getNamedType(field.type)) ? 1 : 0;
}

/** A page of a list, as the Relay specification has it. */
function isConnection({ name }: GraphQLNamedType): boolean {
  return name.endsWith("Connection");
}

/** Whether something is read by an id of its own. */
function isEntity(type: GraphQLNamedType): boolean {
  if (isUnionType(type)) return type.getTypes().some(isEntity);
  return (
    isObjectType(type) &&
    Object.values(type.getFields()).some(
      ({ extensions: { comesWith } }) => comesWith !== undefined && !OTHERS_PARTS.has(comesWith),
    )
  );
}
