import { collectSubFields } from "@graphql-tools/utils";
import {
  type FieldNode,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isObjectType,
} from "graphql";
import { conditionsOf } from "../schema/conditions.ts";
import { PlaceCache } from "../schema/place-cache.ts";
import { isPart, type Part } from "../types/hydration.ts";

/** A field that an object may lack, and the part it comes with. */
export interface HydratedField {
  readonly name: string;
  readonly part: Part;
}

/** What a selection requires of the objects of one type. */
export interface RequiredFields {
  readonly fields: readonly HydratedField[];
  /** What it requires of the objects that these fields hold. */
  readonly below: readonly { readonly field: string; readonly required: Required }[];
}

/** By the name of each type that may stand in a place; one value alone where there is one type. */
export type Required = RequiredFields | ReadonlyMap<string, RequiredFields>;

type Place = Pick<
  GraphQLResolveInfo,
  "schema" | "fragments" | "variableValues" | "fieldNodes" | "returnType" | "operation"
>;

/** The types whose objects may lack fields, with these fields. */
export function hydratedFields(
  schema: GraphQLSchema,
): ReadonlyMap<string, readonly HydratedField[]> {
  const found = new Map<string, readonly HydratedField[]>();
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type)) continue;
    const fields = Object.values(type.getFields()).flatMap(({ name, extensions: { comesWith } }) =>
      isPart(comesWith) ? [{ name, part: comesWith }] : [],
    );
    if (fields.length > 0) found.set(type.name, fields);
  }
  return found;
}

/**
 * Works out which fields a selection requires: once for each place of a cached document, and once for
 * each execution where the document has `@skip` or `@include`.
 */
export class LookAhead {
  readonly #byPlace = new PlaceCache<Required>();
  // Executions make this array anew, and share it between the items of a list.
  readonly #byExecution = new WeakMap<readonly FieldNode[], Required>();

  constructor(private readonly hydrated: ReadonlyMap<string, readonly HydratedField[]>) {}

  required(place: Place): Required {
    if (!isConditional(place)) return this.#byPlace.get(place, () => this.#workOut(place));
    const known = this.#byExecution.get(place.fieldNodes) ?? this.#workOut(place);
    this.#byExecution.set(place.fieldNodes, known);
    return known;
  }

  #workOut(place: Place): Required {
    const type = getNamedType(place.returnType);
    const types = isAbstractType(type) ? place.schema.getPossibleTypes(type) : [type];
    const found = new Map<string, RequiredFields>();
    for (const each of types) {
      if (isObjectType(each) && this.hydrated.has(each.name)) {
        found.set(each.name, this.#ofType(each, place));
      }
    }
    const [only] = found.size === 1 && types.length === 1 ? found.values() : [];
    return only ?? found;
  }

  #ofType(type: GraphQLObjectType, place: Place): RequiredFields {
    const { schema, fragments, variableValues, fieldNodes } = place;
    const { fields } = collectSubFields(schema, fragments, variableValues, type, [...fieldNodes]);
    const below: RequiredFields["below"][number][] = [];
    const selected = new Set<string>();
    for (const nodes of fields.values()) {
      const name = nodes[0]?.name.value ?? "";
      selected.add(name);
      const field = type.getFields()[name];
      if (!field || field.args.length > 0) continue;
      const required = this.#workOut({ ...place, fieldNodes: nodes, returnType: field.type });
      if (!(required instanceof Map) || required.size > 0) below.push({ field: name, required });
    }
    const all = this.hydrated.get(type.name) ?? [];
    return { fields: all.filter(({ name }) => selected.has(name)), below };
  }
}

function isConditional({ operation, fragments }: Place): boolean {
  return conditionsOf(operation, () => Object.values(fragments)).areAny;
}
