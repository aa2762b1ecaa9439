import type { GraphQLFormattedError } from "graphql";
import { type Language, type Localized, ServiceError } from "../../errors.ts";

/** Why no further subscription can begin. */
export function tooMany(setting: string, limit: number, where: Localized): ServiceError {
  return new ServiceError(
    "SUBSCRIPTION_LIMIT_EXCEEDED",
    { limit: String(limit), where },
    { extensions: { setting, limit, found: limit + 1 } },
  );
}

/** An error in the client's language, where nothing is executed. */
export function formatted(error: ServiceError, language: Language): GraphQLFormattedError {
  return { message: error.messageIn(language), extensions: { ...error.extensions } };
}
