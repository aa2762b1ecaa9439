import { BusinessError, type IdKind, ServiceError } from "../../../domain/index.ts";
import type { ApiOperation, Deletion } from "../api.ts";
import { newCall } from "../call.ts";
import { furtherCall } from "../further-call.ts";
import { type Canonical, stringIdsOf } from "./string-ids.ts";

/** Deletes one object after another, each by a call of its own: one that fails spares the others. */
export function eachDeleted(
  operation: ApiOperation<string, null>,
  kind: IdKind,
  canonical: Canonical,
): Deletion {
  const stringId = stringIdsOf(canonical, operation.name);
  return {
    ...operation,
    call: async (given, call = newCall()) => {
      const ids = given.map((id) => [id, stringId(kind, id, "ids")] as const);
      const failures = new Map<string, BusinessError | ServiceError>();
      for (const [id, string] of ids) {
        try {
          await operation.call(string, furtherCall(call));
        } catch (error) {
          const isTold = error instanceof BusinessError || error instanceof ServiceError;
          if (!isTold) throw error;
          failures.set(id, error);
        }
      }
      return failures;
    },
  };
}
