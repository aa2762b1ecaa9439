import { down, type ErrorClass } from "../http/error-classes.ts";

/** Every code of V2's that is not an operation's own; no full list of them was found. */
export const V2_CODES: ReadonlyMap<string, ErrorClass> = new Map([
  ["InternalError", down("internal error, in V2's words")],
]);
