import { wireId } from "./wire-id.ts";

// The ids of one call are all of one form: all strings, or all integers.
export const modelIds = (ids: readonly string[]) => ({ modelIDs: ids.map(wireId) });
export const modelVersionIds = (ids: readonly string[]) => ({ modelVersionIds: ids.map(wireId) });
export const evaluationIds = (ids: readonly string[]) => ({ evalIds: ids.map(wireId) });
