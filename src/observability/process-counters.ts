import { Counter, type Registry } from "prom-client";
import { processCounts } from "./process-counts.ts";

const COUNTERS: Readonly<Record<string, readonly [keyof typeof processCounts, string]>> = {
  unhandled_rejections_total: [
    "unhandledRejections",
    "Promises rejected with nobody waiting for them: faults of this server, each with a line in its log.",
  ],
  dropped_log_lines_total: [
    "droppedLogLines",
    "Log lines that could not be written, since the standard output is full or closed.",
  ],
};

/** Shows what is counted for the process as a whole. */
export function registerProcessCounters(prefix: string, registry: Registry): void {
  for (const [name, [count, help]] of Object.entries(COUNTERS)) {
    new Counter({
      name: `${prefix}${name}`,
      help,
      registers: [registry],
      collect() {
        this.reset();
        this.inc(processCounts[count]);
      },
    });
  }
}
