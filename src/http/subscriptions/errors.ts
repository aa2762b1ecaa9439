import { ServiceError } from "../../errors.ts";

/** Why no further subscription can begin. */
export function tooMany(limit: number, where: { en: string; zh: string }): ServiceError {
  return new ServiceError("SUBSCRIPTION_LIMIT_EXCEEDED", { limit: String(limit), where });
}
