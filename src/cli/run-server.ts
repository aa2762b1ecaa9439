import type { Logger } from "pino";
import { ConfigError } from "../config/index.ts";
import { guardProcess } from "../observability/process-guard.ts";
import { onSignal } from "./signals.ts";

/** A server that a process exists for. */
export interface Running {
  readonly log: Logger;
  /** Says that the server is ready: from then on a signal may come. */
  announce(): void;
  stop(): Promise<void>;
}

/** Starts the server of this process, guards the process, and stops the server on a signal. */
export async function runServer(start: () => Promise<Running>): Promise<void> {
  const guard = guardProcess();
  try {
    const { log, stop, announce } = await start();
    guard.log = log;
    onSignal(async () => {
      await stop();
      await new Promise<void>((resolve) => log.flush(() => resolve()));
    });
    announce();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`The server cannot start:\n  ${error.faults.join("\n  ")}\n`);
    // What had been opened before the fault was found would keep the process alive.
    process.exit(1);
  }
}
