import type { GraphQLSchema } from "graphql";
import type { Random } from "./random.ts";

export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [name: string]: Json };

export type Arguments = Readonly<Record<string, Json>>;

/** What documents are made of. */
export interface Grammar {
  readonly schema: GraphQLSchema;
  /** The arguments of a field, by `Type.field`. A field that is not named here gets none. */
  readonly fields: Readonly<Record<string, (random: Random) => Arguments>>;
  /** Fields that no document asks for, as `Type.field`. */
  readonly without: ReadonlySet<string>;
  /** Arguments that stand in the document as they are: no variable takes their place. */
  readonly fixed: ReadonlySet<string>;
  /** What a field's selections begin with, by `Type.field`, whatever else is asked. */
  readonly first: Readonly<Record<string, string>>;
  /** Whether a document may be wrong: not valid, or with variables that do not fit. */
  readonly mayBeWrong: boolean;
  /** Whether documents of mutations are made too. */
  readonly mutates: boolean;
}
