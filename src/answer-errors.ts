import { unwrapResolverError } from "@apollo/server/errors";
import { GraphQLError, type GraphQLFormattedError } from "graphql";
import type { Logger } from "pino";
import { CallerGone } from "./deadline.ts";
import { type Language, ServiceError } from "./errors.ts";

/** Puts the errors that are ours into the caller's language. */
export function localize(errors: readonly GraphQLError[], language: Language): void {
  for (const error of errors) {
    const { originalError: ours } = error;
    if (ours instanceof ServiceError) error.message = ours.messageIn(language);
  }
}

/** An error as its caller may see it: one nobody foresaw may hold anything, so the log gets all of it. */
export function masked(
  formatted: GraphQLFormattedError,
  error: unknown,
  log: Logger,
): GraphQLFormattedError {
  const original = unwrapResolverError(error);
  if (original instanceof ServiceError || original instanceof GraphQLError) return formatted;
  if (original instanceof CallerGone) return formatted; // Nobody reads it.
  log.error({ err: original, path: formatted.path }, "a resolver failed unexpectedly");
  return {
    ...formatted,
    message: "Something went wrong here.",
    extensions: { code: "INTERNAL_SERVER_ERROR" },
  };
}
