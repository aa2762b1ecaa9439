import type { GraphQLRequestContextDidEncounterErrors } from "@apollo/server";
import { GraphQLError, type GraphQLFormattedError } from "graphql";
import type { OperationContext } from "../context.ts";

/** What Apollo does with the errors of its own executor. */
export interface ErrorHooks {
  didEncounterErrors(
    request: GraphQLRequestContextDidEncounterErrors<OperationContext>,
  ): Promise<void>;
  formatError(formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError;
}

/** graphql-jit's errors are frozen; these are like graphql-js's, as hooks expect them. */
export function asGraphQLError(error: GraphQLError): GraphQLError {
  const { message, path, locations, originalError } = error;
  return Object.assign(new GraphQLError(message, { path, originalError }), { locations });
}

/** An error as Apollo shows it to `formatError`: with a code in any case. */
export function withCode(error: GraphQLError): GraphQLFormattedError {
  const code = error.extensions.code ?? "INTERNAL_SERVER_ERROR";
  return { ...error.toJSON(), extensions: { ...error.extensions, code } };
}
