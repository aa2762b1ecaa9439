import {
  type GraphQLAbstractType,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLInterfaceType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isUnionType,
  parse,
  validate,
} from "graphql";
import type { Grammar } from "./grammar.ts";
import type { FuzzOperation } from "./operation.ts";
import type { Random } from "./random.ts";
import { Variables } from "./variables.ts";

// Names that code which keeps answers in plain objects, or joins paths by "_", may stumble over.
const ODD_ALIASES = [
  ...["__proto__", "constructor", "toString", "hasOwnProperty", "then", "length", "valueOf"],
  ...["_", "_a", "a_", "a_b", "model_v1", "v1_model", "model_name", "x_0", "id_", "name"],
] as const;
const DEEPEST = 5;
const MAX_FIELDS = 24;

/** A random operation; a valid one unless the grammar says that it may be wrong. */
export function randomOperation(random: Random, grammar: Grammar): FuzzOperation {
  for (;;) {
    const operation = new DocumentMaker(random, grammar).operation();
    const isValid = validate(grammar.schema, parse(operation.query)).length === 0;
    if (isValid || (grammar.mayBeWrong && random.chance(0.04))) return operation;
  }
}

const ABSTRACT = new WeakMap<GraphQLCompositeType, readonly GraphQLAbstractType[]>();

/** The unions and interfaces of a type. */
function abstractTypesOf(
  schema: GraphQLSchema,
  type: GraphQLCompositeType,
): readonly GraphQLAbstractType[] {
  const known = ABSTRACT.get(type);
  if (known) return known;
  const all = Object.values(schema.getTypeMap()).filter(isAbstractType);
  const found = all.filter((one) => schema.getPossibleTypes(one).some((each) => each === type));
  ABSTRACT.set(type, found);
  return found;
}

interface Fragment {
  readonly name: string;
  readonly on: GraphQLCompositeType;
  readonly text: string;
}

class DocumentMaker {
  readonly #variables: Variables;
  readonly #fragments: Fragment[] = [];
  readonly #argumentsOf = new Map<string, string>();
  #aliases = 0;
  #fields = 0;
  #fragmentsMade = 0;

  constructor(
    private readonly random: Random,
    private readonly grammar: Grammar,
  ) {
    this.#variables = new Variables(random, grammar.mayBeWrong);
  }

  operation(): FuzzOperation {
    const { random } = this;
    const names = random.chance(0.15) ? ["A", "B"] : [random.chance(0.3) ? "A" : ""];
    const operations = names.map((name) => {
      const kind = this.grammar.mutates && random.chance(0.08) ? "mutation" : "query";
      return { kind, name, body: this.#root(kind) };
    });
    const texts = operations.map(({ kind, name, body }) => {
      const definitions = this.#variables.definitions(this.#withFragments(body));
      return `${kind} ${name}${definitions} ${body}`;
    });
    const all = texts.join("\n");
    const used = this.#reached(all).map(({ name, on, text }) => {
      return `fragment ${name} on ${on.name} ${text}`;
    });
    const query = (random.chance(0.3) ? [...used, all] : [all, ...used]).join("\n");
    return { query, variables: this.#variables.values, ...this.#named(names) };
  }

  #named(names: readonly string[]): { operationName?: string } {
    const { random, grammar } = this;
    if (grammar.mayBeWrong && random.chance(0.01)) return { operationName: "C" };
    if (names.length === 2) {
      if (grammar.mayBeWrong && random.chance(0.03)) return {};
      return { operationName: random.pick(names) };
    }
    const [name] = names;
    return name && random.chance(0.5) ? { operationName: name } : {};
  }

  #root(kind: string): string {
    const { schema } = this.grammar;
    const type = kind === "mutation" ? schema.getMutationType() : schema.getQueryType();
    if (!type) throw new Error(`The schema has no ${kind}.`);
    return this.#selections(type, 0);
  }

  #selections(type: GraphQLCompositeType, depth: number, first = ""): string {
    const { random } = this;
    const count = random.whole(1, depth === 0 ? 3 : 5);
    const selections = Array.from({ length: count }, () => this.#selection(type, depth));
    return `{ ${[first, ...selections].filter((text) => text !== "").join(" ")} }`;
  }

  #selection(type: GraphQLCompositeType, depth: number): string {
    const { random } = this;
    const isFull = this.#fields > MAX_FIELDS;
    const kind = random.next();
    if (kind < 0.12 && !isFull) {
      const condition = this.#condition(type);
      const on = condition === type && random.chance(0.5) ? "" : `on ${condition.name} `;
      return `... ${on}${this.#directives()}${this.#selections(condition, depth)}`;
    }
    if (kind < 0.28 && !isFull) return this.#spread(type, depth);
    if (kind < 0.33 || isUnionType(type)) return this.#named0("__typename", this.#directives());
    return this.#field(type, depth);
  }

  #named0(field: string, rest: string): string {
    return `${this.#alias()}${field} ${rest}`.trim();
  }

  /** A type whose fragments may stand in a selection of another one. */
  #condition(type: GraphQLCompositeType): GraphQLCompositeType {
    const { random, grammar } = this;
    if (isAbstractType(type)) {
      return random.chance(0.1) ? type : random.pick(grammar.schema.getPossibleTypes(type));
    }
    const abstract = abstractTypesOf(grammar.schema, type);
    return abstract.length > 0 && random.chance(0.25) ? random.pick(abstract) : type;
  }

  #spread(type: GraphQLCompositeType, depth: number): string {
    const { random } = this;
    const condition = this.#condition(type);
    const known = this.#fragments.filter(({ on }) => on === condition);
    const fragment =
      known.length > 0 && random.chance(0.6)
        ? random.pick(known)
        : this.#fragment(condition, depth);
    return `...${fragment.name} ${this.#directives()}`;
  }

  // It is known only once it is written, so that it cannot spread itself.
  #fragment(on: GraphQLCompositeType, depth: number): Fragment {
    const name = `F${this.#fragmentsMade}`;
    this.#fragmentsMade += 1;
    const made = { name, on, text: this.#selections(on, Math.max(depth, 1)) };
    this.#fragments.push(made);
    return made;
  }

  #field(type: GraphQLObjectType | GraphQLInterfaceType, depth: number): string {
    const { random, grammar } = this;
    this.#fields += 1;
    const fields = Object.values(type.getFields()).filter(
      ({ name }) => !grammar.without.has(`${type.name}.${name}`),
    );
    const leaves = fields.filter((field) => !isCompositeType(getNamedType(field.type)));
    const isEnd =
      depth >= DEEPEST || this.#fields > MAX_FIELDS || (depth > 0 && random.chance(0.35));
    const field = random.pick(isEnd && leaves.length > 0 ? leaves : fields);
    const named = getNamedType(field.type);
    const given = this.#arguments(type, field);
    const first = grammar.first[`${type.name}.${field.name}`];
    const below = isCompositeType(named) ? this.#selections(named, depth + 1, first) : "";
    return this.#named0(field.name, `${given}${this.#directives()}${below}`);
  }

  /** The same arguments for most fields of a name, so that they can be merged. */
  #arguments(
    type: GraphQLObjectType | GraphQLInterfaceType,
    field: GraphQLField<unknown, unknown>,
  ): string {
    const { random, grammar } = this;
    const place = `${type.name}.${field.name}`;
    const values = grammar.fields[place];
    if (!values) return "";
    const known = this.#argumentsOf.get(place);
    if (known !== undefined && random.chance(0.6)) return known;
    const written = Object.entries(values(random)).flatMap(([name, value]) => {
      const argument = field.args.find((candidate) => candidate.name === name);
      if (!argument) throw new Error(`${place} has no argument ${name}.`);
      const isFixed = grammar.fixed.has(`${place}.${name}`);
      const text = isFixed
        ? this.#variables.constant(argument.type, value)
        : this.#variables.write(argument.type, value);
      return [`${name}: ${text}`];
    });
    const text = written.length > 0 ? `(${written.join(", ")}) ` : "";
    this.#argumentsOf.set(place, text);
    return text;
  }

  #alias(): string {
    const { random } = this;
    if (random.chance(0.72)) return "";
    if (random.chance(0.35)) return `${random.pick(ODD_ALIASES)}: `;
    this.#aliases += 1;
    return `${random.pick(["x", "_x", "x_", "model_"])}${this.#aliases}: `;
  }

  #directives(): string {
    const { random } = this;
    if (random.chance(0.84)) return "";
    const one = () => `@${random.pick(["skip", "include"])}(if: ${this.#variables.condition()}) `;
    if (random.chance(0.9)) return one();
    return `@skip(if: ${this.#variables.condition()}) @include(if: ${this.#variables.condition()}) `;
  }

  #withFragments(text: string): string {
    return [text, ...this.#reached(text).map((fragment) => fragment.text)].join("\n");
  }

  #reached(text: string): Fragment[] {
    const reached = new Set<Fragment>();
    const visit = (body: string) => {
      for (const [, name] of body.matchAll(/\.\.\.(F\d+)\b/g)) {
        const fragment = this.#fragments.find((candidate) => candidate.name === name);
        if (!fragment || reached.has(fragment)) continue;
        reached.add(fragment);
        visit(fragment.text);
      }
    };
    visit(text);
    return [...reached];
  }
}
