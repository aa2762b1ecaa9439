import { GraphQLError, type GraphQLFormattedError } from "graphql";
import { type Language, ServiceError } from "../../errors.ts";

/** An error in the client's language, where nothing is executed. */
export function formatted(error: ServiceError, language: Language): GraphQLFormattedError {
  return { message: error.messageIn(language), extensions: { ...error.extensions } };
}

/** Errors as graphql-ws takes them. */
export function asGraphQLErrors(errors: readonly GraphQLFormattedError[]): readonly GraphQLError[] {
  return errors.map((error) => new SentError(error));
}

/** Why no further subscription can begin. */
export function tooMany(limit: number, where: { en: string; zh: string }): ServiceError {
  return new ServiceError("SUBSCRIPTION_LIMIT_EXCEEDED", { limit: String(limit), where });
}

/** An error that has been formatted already: it is sent as it is. */
class SentError extends GraphQLError {
  constructor(private readonly formatted: GraphQLFormattedError) {
    super(formatted.message);
  }

  override toJSON(): GraphQLFormattedError {
    return this.formatted;
  }
}
