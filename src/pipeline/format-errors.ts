import { ApolloServerErrorCode, unwrapResolverError } from "@apollo/server/errors";
import { GraphQLError, type GraphQLFormattedError } from "graphql";
import type { Logger } from "pino";
import { ClientDisconnected } from "../deadline.ts";
import { ServiceError } from "../errors.ts";
import type { Scrub } from "../secrets.ts";
import type { Stage } from "./stage.ts";

/** Puts the errors of this server's catalogue into the client's language. */
export function localizeErrors(): Stage {
  return {
    requestDidStart: async () => ({
      async didEncounterErrors({ errors, contextValue }) {
        for (const error of errors) {
          const { originalError: ours } = error;
          if (ours instanceof ServiceError) error.message = ours.messageIn(contextValue.language);
        }
      },
    }),
  };
}

/** An error as its client may see it. */
export type FormatError = (
  formatted: GraphQLFormattedError,
  error: unknown,
) => GraphQLFormattedError;

export interface FormatErrorOptions {
  readonly scrub: Scrub;
  /** Whether an error may suggest names of the schema. */
  readonly suggests: boolean;
  readonly log: Logger;
}

/** Masks unexpected errors, and takes every secret out of all. */
export function createFormatError({ scrub, suggests, log }: FormatErrorOptions): FormatError {
  return (formatted, error) => {
    const clean: GraphQLFormattedError = JSON.parse(
      scrub(JSON.stringify(masked(formatted, error, log))),
    );
    return suggests ? clean : { ...clean, message: withoutSuggestion(clean.message) };
  };
}

// An unexpected error may hold anything, so the log gets all of it and the client nothing.
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
  if (original instanceof GraphQLError) return shortened(withClientFault(formatted));
  if (original instanceof ClientDisconnected) return formatted; // Nobody reads it.
  log.error({ err: original, path: formatted.path }, "a resolver failed unexpectedly");
  return {
    ...formatted,
    message: "Something went wrong here.",
    extensions: { code: "INTERNAL_SERVER_ERROR" },
  };
}

// A nullable variable with a default passes validation where no null is allowed; GraphQL finds a null
// there while it executes, and gives the error no code.
function withClientFault(formatted: GraphQLFormattedError): GraphQLFormattedError {
  if (!formatted.message.startsWith('Argument "')) return formatted;
  const code = ApolloServerErrorCode.BAD_USER_INPUT;
  return { ...formatted, extensions: { ...formatted.extensions, code } };
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
