import { beijingTime } from "../clock.ts";

/** In `/v2/eval` and `/v2/dataset`: `2024-09-10 11:52:53`, Beijing time without saying so. */
export function zonelessTime(instant: Date): string {
  return beijingTime(instant).slice(0, 19).replace("T", " ");
}

/** In `/v2/finetuning`: `2024-04-12T09:41:54Z`, and all zeros for what has not come yet. */
export function zuluTime(instant: Date | null): string {
  return instant ? `${instant.toISOString().slice(0, 19)}Z` : "0000-00-00T00:00:00Z";
}
