import { collectSubFields } from "@graphql-tools/utils";
import {
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isObjectType,
  visit,
} from "graphql";
import { isPart, type Part } from "../types/hydration.ts";

/** A field that an object may lack, and where it is loaded from. */
export interface Loadable {
  readonly name: string;
  readonly part: Part;
}

/** What a selection wants of the objects of one type. */
export interface Wish {
  readonly fields: readonly Loadable[];
  /** What it wants of the objects they hold, and the fields that hold them. */
  readonly below: readonly { readonly field: string; readonly wishes: Wishes }[];
}

/** Of each type that may be found in a place; a single wish where there is but one type. */
export type Wishes = Wish | ReadonlyMap<string, Wish>;

type Selected = Pick<
  GraphQLResolveInfo,
  "schema" | "fragments" | "variableValues" | "fieldNodes" | "returnType" | "operation"
>;

/** The types whose objects may have to be loaded, and their fields that may. */
export function loadableFields(schema: GraphQLSchema): ReadonlyMap<string, readonly Loadable[]> {
  const found = new Map<string, readonly Loadable[]>();
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type)) continue;
    const fields = Object.values(type.getFields()).flatMap(({ name, extensions: { comesWith } }) =>
      isPart(comesWith) ? [{ name, part: comesWith }] : [],
    );
    if (fields.length > 0) found.set(type.name, fields);
  }
  return found;
}

/** Works out once for each place of a compiled query what it wants there. */
export class WishReader {
  readonly #known = new WeakMap<object, Wishes>();
  readonly #conditional = new WeakMap<object, boolean>();

  constructor(private readonly loadable: ReadonlyMap<string, readonly Loadable[]>) {}

  of(info: Selected): Wishes {
    const known = this.#known.get(info.fieldNodes);
    if (known) return known;
    const wishes = this.#wishes(info);
    if (!this.#isConditional(info)) this.#known.set(info.fieldNodes, wishes);
    return wishes;
  }

  #wishes(info: Selected): Wishes {
    const type = getNamedType(info.returnType);
    const types = isAbstractType(type) ? info.schema.getPossibleTypes(type) : [type];
    const found = new Map<string, Wish>();
    for (const each of types) {
      if (isObjectType(each) && this.loadable.has(each.name)) {
        found.set(each.name, this.#wish(each, info));
      }
    }
    const [only] = found.size === 1 && types.length === 1 ? found.values() : [];
    return only ?? found;
  }

  #wish(type: GraphQLObjectType, info: Selected): Wish {
    const { schema, fragments, variableValues, fieldNodes } = info;
    const { fields } = collectSubFields(schema, fragments, variableValues, type, [...fieldNodes]);
    const below: Wish["below"][number][] = [];
    const wanted = new Set<string>();
    for (const nodes of fields.values()) {
      const name = nodes[0]?.name.value ?? "";
      wanted.add(name);
      const field = type.getFields()[name];
      if (!field || field.args.length > 0) continue;
      const wishes = this.#wishes({ ...info, fieldNodes: nodes, returnType: field.type });
      if (!(wishes instanceof Map) || wishes.size > 0) below.push({ field: name, wishes });
    }
    const loadable = this.loadable.get(type.name) ?? [];
    return { fields: loadable.filter(({ name }) => wanted.has(name)), below };
  }

  // What `@skip` and `@include` leave depends on the variables of each request.
  #isConditional({ operation, fragments }: Selected): boolean {
    const known = this.#conditional.get(operation);
    if (known !== undefined) return known;
    let found = false;
    for (const definition of [operation, ...Object.values(fragments)]) {
      visit(definition, {
        Directive: ({ name }) => {
          found ||= name.value === "skip" || name.value === "include";
        },
      });
    }
    this.#conditional.set(operation, found);
    return found;
  }
}
