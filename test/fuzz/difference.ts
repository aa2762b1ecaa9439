import { cursorOf, placeIn } from "./lists.ts";
import type { Answer, AnsweredError } from "./server.ts";

/** An answer as text in which everything is alike that may differ: the order of errors, a cursor's mark. */
export function comparable({ data, errors }: Answer): string {
  const ordered = errors?.map(comparableError).toSorted();
  return JSON.stringify({ data, errors: ordered }, (_, value) => unmarked(value));
}

function comparableError({ path, extensions, message }: AnsweredError): string {
  // A version comes by its model's call or by one of its own, whichever saves a call.
  const said = message.replaceAll("modelVersionDetail", "modelDetail");
  // Executed alone, GraphQL gives what it finds no code.
  const code = /^Argument "/.test(message) ? "BAD_USER_INPUT" : extensions?.code;
  return JSON.stringify([path, code, said]);
}

function unmarked(value: unknown): unknown {
  if (typeof value !== "string") return value;
  const place = placeIn(value);
  return place === null ? value : cursorOf(place);
}
