import { unwrapResolverError } from "@apollo/server/errors";
import { GraphQLError, type GraphQLFormattedError } from "graphql";
import type { Logger } from "pino";
import { CallerGone } from "./deadline.ts";
import { type Language, ServiceError } from "./errors.ts";
import type { Scrub } from "./secrets.ts";

/** Puts the errors that are ours into the caller's language. */
export function localize(errors: readonly GraphQLError[], language: Language): void {
  for (const error of errors) {
    const { originalError: ours } = error;
    if (ours instanceof ServiceError) error.message = ours.messageIn(language);
  }
}

/** An error as its caller may see it. */
export type Mask = (formatted: GraphQLFormattedError, error: unknown) => GraphQLFormattedError;

export interface MaskingOptions {
  readonly scrub: Scrub;
  /** Whether an error may suggest names of the schema. */
  readonly suggests: boolean;
  readonly log: Logger;
}

export function masking({ scrub, suggests, log }: MaskingOptions): Mask {
  return (formatted, error) => {
    const told: GraphQLFormattedError = JSON.parse(
      scrub(JSON.stringify(shortened(masked(formatted, error, log)))),
    );
    return suggests ? told : { ...told, message: withoutSuggestion(told.message) };
  };
}

// An error nobody foresaw may hold anything, so the log gets all of it and the caller nothing.
function masked(
  formatted: GraphQLFormattedError,
  error: unknown,
  log: Logger,
): GraphQLFormattedError {
  const ours = error instanceof GraphQLError ? error.originalError : error;
  if (ours instanceof ServiceError) {
    // Apollo gives an error of validation a code of its own.
    return { ...formatted, extensions: { ...formatted.extensions, ...ours.extensions } };
  }
  const original = unwrapResolverError(error);
  if (original instanceof GraphQLError) return formatted;
  if (original instanceof CallerGone) return formatted; // Nobody reads it.
  log.error({ err: original, path: formatted.path }, "a resolver failed unexpectedly");
  return {
    ...formatted,
    message: "Something went wrong here.",
    extensions: { code: "INTERNAL_SERVER_ERROR" },
  };
}

/** graphql quotes a variable or literal that does not fit as a whole, however long it is. */
const MAX_MESSAGE_LENGTH = 1000;

function shortened(formatted: GraphQLFormattedError): GraphQLFormattedError {
  const { message } = formatted;
  if (message.length <= MAX_MESSAGE_LENGTH) return formatted;
  const start = message.slice(0, MAX_MESSAGE_LENGTH);
  return { ...formatted, message: `${start}... (${message.length} characters)` };
}

function withoutSuggestion(message: string): string {
  return message.replace(/ ?Did you mean .+\?$/, "");
}
