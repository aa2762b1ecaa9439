import { ApolloServerErrorCode } from "@apollo/server/errors";
import {
  type ExecutionResult,
  GraphQLError,
  type GraphQLFormattedError,
  locatedError,
} from "graphql";
import { localize, type Mask } from "../../answer-errors.ts";
import { type Language, ServiceError } from "../../errors.ts";

/** A result with its errors as the caller may see them. */
export function presentable(
  result: ExecutionResult,
  language: Language,
  mask: Mask,
): ExecutionResult {
  if (!result.errors) return result;
  localize(result.errors, language);
  return { ...result, errors: result.errors.map((error) => presentableError(error, mask)) };
}

/** The last result of a subscription to a field that ends with an error. */
export function failedResult(error: unknown, field: string): ExecutionResult {
  return { data: null, errors: [locatedError(error, undefined, [field])] };
}

/** Why no further subscription can begin. */
export function tooMany(limit: number, where: { en: string; zh: string }): ServiceError {
  return new ServiceError("SUBSCRIPTION_LIMIT_EXCEEDED", { limit: String(limit), where });
}

/** An error in the client's language, where nothing is executed. */
export function formatted(error: ServiceError, language: Language): GraphQLFormattedError {
  return { message: error.messageIn(language), extensions: { ...error.extensions } };
}

function presentableError(error: GraphQLError, mask: Mask): GraphQLError {
  // An error without a cause is GraphQL's own: variables that do not fit.
  const code = error.originalError
    ? ApolloServerErrorCode.INTERNAL_SERVER_ERROR
    : ApolloServerErrorCode.BAD_USER_INPUT;
  const formatted = { message: error.message, extensions: { code, ...error.extensions } };
  const { message, extensions } = mask(formatted, error);
  const { nodes, source, positions, path } = error;
  return new GraphQLError(message, { nodes, source, positions, path, extensions });
}
