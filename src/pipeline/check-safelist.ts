import { ServiceError } from "../domain/errors.ts";
import type { Safelist } from "../server/safelist-file.ts";
import type { Stage } from "./stage.ts";

/** Refuses an operation that is not on the list, where there is one. */
export function checkSafelist(safelist: Safelist | null): Stage {
  return {
    admit(request) {
      if (safelist && !safelist.allows(request)) {
        throw new ServiceError("PERSISTED_QUERY_NOT_IN_LIST");
      }
    },
  };
}
