import { after } from "../clock.ts";
import {
  COMPRESSION_CREATING_MS,
  COMPRESSION_RUNNING_MS,
  COMPRESSION_STOPPING_MS,
} from "./timing.ts";

export type CompressionState =
  | "creating"
  | "running"
  | "succeeded"
  | "failed"
  | "stopping"
  | "stopped";

export type CompressionLife =
  /** Stays what it is. */
  | { readonly kind: "settled"; readonly state: CompressionState }
  /** Is created, runs, and succeeds. */
  | { readonly kind: "running"; readonly startedAt: Date }
  | { readonly kind: "stopping"; readonly since: Date };

export function compressionState(life: CompressionLife, now: Date): CompressionState {
  switch (life.kind) {
    case "settled":
      return life.state;
    case "stopping":
      return elapsed(life.since, now) < COMPRESSION_STOPPING_MS ? "stopping" : "stopped";
    case "running": {
      const ms = elapsed(life.startedAt, now);
      if (ms < COMPRESSION_CREATING_MS) return "creating";
      return ms < COMPRESSION_RUNNING_MS ? "running" : "succeeded";
    }
  }
}

/** When one that started then will have its version. */
export function compressionEnd(startedAt: Date): Date {
  return after(startedAt, COMPRESSION_RUNNING_MS);
}

function elapsed(since: Date, now: Date): number {
  return now.getTime() - since.getTime();
}
