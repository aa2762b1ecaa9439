import type { GraphQLFormattedError } from "graphql";
import { type Language, ServiceError } from "../../errors.ts";

/** Why no further subscription can begin. */
export function tooMany(limit: number, where: { en: string; zh: string }): ServiceError {
  return new ServiceError("SUBSCRIPTION_LIMIT_EXCEEDED", { limit: String(limit), where });
}

/** An error in the client's language, where nothing is executed. */
export function formatted(error: ServiceError, language: Language): GraphQLFormattedError {
  return { message: error.messageIn(language), extensions: { ...error.extensions } };
}
