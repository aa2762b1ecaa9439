import type { Logger } from "pino";
import type { Config } from "../config/index.ts";
import { Metrics } from "./metrics.ts";
import type { Observers } from "./observed-client.ts";
import { Reachability } from "./reachability.ts";
import { SurpriseWatch } from "./surprise-watch.ts";
import { isTracing } from "./tracing.ts";

export function createObservers(config: Config, log: Logger): Observers {
  const metrics =
    config.ADMIN_PORT === null ? null : new Metrics(config.METRICS_MAX_OPERATION_NAMES);
  return {
    metrics,
    surprises: new SurpriseWatch(log, metrics),
    reachability: new Reachability(
      config.QIANFAN_CONSOLE_API_BASE_URL,
      config.READY_UPSTREAM_SECONDS * 1000,
    ),
    tracing: isTracing(),
    sendTraceContext: config.TRACE_TO_QIANFAN,
  };
}
