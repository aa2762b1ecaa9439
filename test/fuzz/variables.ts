import {
  type GraphQLInputType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from "graphql";
import type { Json } from "./grammar.ts";
import type { Random } from "./random.ts";

interface Variable {
  readonly type: string;
  readonly byDefault: string | null;
  /** Undefined: it is not sent. */
  readonly value: Json | undefined;
}

/** The variables of one document, as its values are written down. */
export class Variables {
  readonly #all = new Map<string, Variable>();
  readonly #byValue = new Map<string, string>();

  constructor(
    private readonly random: Random,
    private readonly mayBeWrong: boolean,
  ) {}

  /** A value in a document: a literal, a variable, or a literal with variables in it. */
  write(type: GraphQLInputType, value: Json, depth = 0): string {
    if (this.random.chance(depth === 0 ? 0.45 : 0.2)) return `$${this.#variable(type, value)}`;
    return this.#literal(type, value, (inner, member) => this.write(inner, member, depth + 1));
  }

  /** A literal with no variable in it. */
  constant(type: GraphQLInputType, value: Json): string {
    return this.#literal(type, value, (inner, member) => this.constant(inner, member));
  }

  /** What `@skip` and `@include` go by. */
  condition(): string {
    const { random } = this;
    if (random.chance(0.35)) return String(random.chance(0.5));
    const name = `b${random.whole(0, 2)}`;
    if (!this.#all.has(name)) this.#all.set(name, this.#boolean());
    return `$${name}`;
  }

  /** The definitions of the variables that a text names. */
  definitions(text: string): string {
    const named = [...this.#all].filter(([name]) => new RegExp(`\\$${name}\\b`).test(text));
    const defined = named.map(
      ([name, { type, byDefault }]) => `$${name}: ${type}${byDefault ? ` = ${byDefault}` : ""}`,
    );
    return defined.length > 0 ? `(${defined.join(", ")})` : "";
  }

  get values(): Record<string, Json> {
    const sent = [...this.#all].flatMap(([name, { value }]) =>
      value === undefined ? [] : [[name, value] as const],
    );
    return Object.fromEntries(sent);
  }

  #boolean(): Variable {
    const { random } = this;
    const value = random.chance(0.5);
    if (random.chance(0.5)) return { type: "Boolean!", byDefault: null, value };
    const type = random.chance(0.5) ? "Boolean" : "Boolean!";
    const byDefault = String(random.chance(0.5));
    if (this.mayBeWrong && random.chance(0.06)) return { type, byDefault, value: null };
    return { type, byDefault, value: random.chance(0.5) ? undefined : value };
  }

  #variable(type: GraphQLInputType, value: Json): string {
    const { random } = this;
    const key = `${type} ${JSON.stringify(value)}`;
    const known = this.#byValue.get(key);
    if (known && random.chance(0.5)) return known;
    const name = `${random.pick(["v", "_v", "v_"])}${this.#all.size}`;
    this.#byValue.set(key, name);
    this.#all.set(name, this.#made(type, value));
    return name;
  }

  #made(type: GraphQLInputType, value: Json): Variable {
    const { random } = this;
    const nullable = String(getNullableType(type));
    if (value === null || (this.mayBeWrong && random.chance(0.04))) {
      return { type: nullable, byDefault: null, value: random.chance(0.5) ? undefined : null };
    }
    if (random.chance(0.2)) {
      const declared = random.chance(0.5) ? nullable : `${nullable}!`;
      const byDefault = this.constant(type, value);
      return { type: declared, byDefault, value: random.chance(0.6) ? undefined : value };
    }
    if (isNonNullType(type)) return { type: `${nullable}!`, byDefault: null, value };
    return { type: random.chance(0.3) ? `${nullable}!` : nullable, byDefault: null, value };
  }

  #literal(
    type: GraphQLInputType,
    value: Json,
    write: (type: GraphQLInputType, value: Json) => string,
  ): string {
    if (value === null) return "null";
    const inner = getNullableType(type);
    if (isListType(inner)) {
      if (!Array.isArray(value)) return this.#literal(inner.ofType, value, write);
      return `[${value.map((item) => write(inner.ofType, item)).join(", ")}]`;
    }
    if (typeof value === "object" && !Array.isArray(value)) {
      const fields = isInputObjectType(inner) ? inner.getFields() : {};
      const members = Object.entries(value).map(([name, member]) => {
        const field = fields[name];
        return `${name}: ${field ? write(field.type, member) : JSON.stringify(member)}`;
      });
      return `{${members.join(", ")}}`;
    }
    if (isEnumType(inner) && typeof value === "string") return value;
    const isInteger = String(inner) === "ID" && /^[1-9]\d{0,8}$/.test(String(value));
    return isInteger && this.random.chance(0.5) ? String(value) : JSON.stringify(value);
  }
}
