import type { Logger } from "pino";
import type { Config } from "../config/index.ts";
import type { Metrics } from "../observability/metrics.ts";
import { adminServer } from "./admin-server.ts";
import type { Health } from "./health.ts";
import { drain, listen } from "./listen.ts";

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
