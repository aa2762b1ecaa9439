import { type Localized, ServiceError } from "../../domain/errors.ts";

/** Why no further subscription can begin. */
export function tooMany(setting: string, limit: number, where: Localized): ServiceError {
  return new ServiceError(
    "SUBSCRIPTION_LIMIT_EXCEEDED",
    { limit: String(limit), where },
    { extensions: { setting, limit, found: limit + 1 } },
  );
}
