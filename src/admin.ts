import type { Logger } from "pino";
import type { Config } from "./config.ts";
import type { Health } from "./health.ts";
import { adminServer } from "./http/admin.ts";
import { drain, listen } from "./http/listening.ts";
import type { Metrics } from "./telemetry/metrics.ts";

export interface Admin {
  readonly url: string;
  stop(): Promise<void>;
}

/** The operator's port; null when it is off. */
export async function startAdmin(
  { ADMIN_HOST, ADMIN_PORT }: Config,
  health: Health,
  metrics: Metrics | null,
  log: Logger,
): Promise<Admin | null> {
  if (ADMIN_PORT === null || metrics === null) return null;
  const server = adminServer(health, metrics, log);
  const url = await listen(server, ADMIN_HOST, ADMIN_PORT);
  return { url, stop: () => drain(server, 0) };
}
