import { type ApiVersion, type Localized, notSupported } from "../../domain/index.ts";
import type { ApiOperation, OperationKind } from "./api.ts";

/** An operation that a version of the API does not have: it says so, and sends nothing. */
export function unsupportedOperation<Request, Answer>(
  name: string,
  kind: OperationKind,
  by: ApiVersion,
  reason: Localized,
): ApiOperation<Request, Answer> {
  const unsupported = () => notSupported({ operation: name, by, reason });
  return { name, kind, unsupported, call: async () => Promise.reject(unsupported()) };
}
