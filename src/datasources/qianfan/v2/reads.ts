import { BusinessError, type IdKind, ServiceError } from "../../../domain/index.ts";
import type { ApiOperation } from "../api.ts";
import { newCall } from "../call.ts";
import { furtherCall } from "../further-call.ts";
import { type Canonical, stringIdsOf } from "./string-ids.ts";

/** An operation on one object, by its string id. */
export function byStringId<Answer>(
  operation: ApiOperation<string, Answer>,
  kind: IdKind,
  canonical: Canonical,
): ApiOperation<string, Answer> {
  const stringId = stringIdsOf(canonical, operation.name);
  return { ...operation, call: async (id, call) => operation.call(stringId(kind, id), call) };
}

/**
 * An object of the account's own, or else one of the platform's: V2 has an action for each. Which code
 * an unknown id gets is not known, so every refusal is a reason to ask the other action.
 */
export function ownOrPreset<Request, Answer>(
  own: ApiOperation<Request, Answer>,
  preset: ApiOperation<Request, Answer>,
): ApiOperation<Request, Answer> {
  return {
    ...own,
    call: async (request, call = newCall()) => {
      try {
        return await own.call(request, furtherCall(call));
      } catch (error) {
        if (!isRefused(error)) throw error;
        try {
          return await preset.call(request, furtherCall(call));
        } catch (other) {
          throw isRefused(other) ? error : other;
        }
      }
    },
  };
}

function isRefused(error: unknown): boolean {
  if (error instanceof BusinessError) return true;
  return error instanceof ServiceError && error.code === "QIANFAN_ERROR";
}
