import type { Clock } from "../clock.ts";
import { MODEL_EXPORT_MS } from "../life/timing.ts";
import type { IdPair } from "./ids.ts";
import type { StoredVersion } from "./version.ts";

/** A version that is packed for download. Its state follows from the clock. */
export class StoredModelExport {
  constructor(
    readonly id: IdPair,
    readonly version: StoredVersion,
    readonly startedAt: Date,
    private readonly clock: Clock,
  ) {}

  get state(): "Doing" | "Done" {
    const ms = this.clock.now().getTime() - this.startedAt.getTime();
    return ms < MODEL_EXPORT_MS ? "Doing" : "Done";
  }
}
