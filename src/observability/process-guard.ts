import type { Logger } from "pino";
import { logger } from "./logger.ts";
import { processCounts } from "./process-counts.ts";

/** Where the guard logs. Before the server has a log of its own: to the standard output. */
export interface ProcessGuard {
  log: Logger;
}

/**
 * The last net. A promise that is rejected with nobody waiting for it is a fault of this program: it is
 * logged and counted, and the process goes on, since other callers' operations run in it. After an
 * exception that nothing caught the state is unknown: it is logged, and the process ends.
 */
export function guardProcess(): ProcessGuard {
  const guard: ProcessGuard = { log: logger({ LOG_LEVEL: "info" }) };
  process.on("unhandledRejection", (reason) => {
    processCounts.unhandledRejections++;
    guard.log.error({ err: reason }, "unhandled rejection");
  });
  process.on("uncaughtException", (error, origin) => {
    // With --unhandled-rejections=strict a rejection comes here first, and then to the handler above.
    if (origin === "unhandledRejection") return;
    guard.log.fatal({ err: error }, "uncaught exception: the process ends");
    process.exit(1);
  });
  return guard;
}
