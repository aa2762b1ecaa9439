import { cursorOf, placeIn } from "./lists.ts";
import type { Answer, AnsweredError } from "./server.ts";

/** An answer as text in which everything is alike that may differ: the order of errors, a cursor's mark. */
export function comparable({ data, errors }: Answer): string {
  // At which places it is found, GraphQL does not say; a server may find it before it reads anything.
  if (errors?.some(({ message }) => NULL_CONDITION.test(message))) return "a condition is null";
  const ordered = errors?.map(comparableError).toSorted();
  return JSON.stringify({ data, errors: ordered }, (_, value) => unmarked(value));
}

const NULL_CONDITION = /^Argument "if" of non-null type "Boolean!" must not be null/;

function comparableError({ path, extensions, message }: AnsweredError): string {
  // A version comes by its model's call or by one of its own, whichever saves a call.
  const said = message.replaceAll("modelVersionDetail", "modelDetail");
  // What GraphQL itself finds while it executes has no code of its own.
  const code = /^Argument "/.test(message) ? null : extensions?.code;
  return JSON.stringify([path, code, said]);
}

function unmarked(value: unknown): unknown {
  if (typeof value !== "string") return value;
  const place = placeIn(value);
  return place === null ? value : cursorOf(place);
}
