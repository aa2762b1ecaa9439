import type { Logger } from "pino";
import type { Config } from "./config.ts";
import { QianfanAccount } from "./datasources/account.ts";
import { QianfanClient } from "./datasources/qianfan/client.ts";
import { Breaker } from "./datasources/qianfan/delivery/breaker.ts";
import { Delivery } from "./datasources/qianfan/delivery/delivery.ts";
import { Limiter } from "./datasources/qianfan/delivery/limiter.ts";
import type { Credentials } from "./datasources/qianfan/sign.ts";
import { Transport } from "./datasources/qianfan/transport.ts";
import { type Time, WALL_TIME } from "./time.ts";

/** An account with connections of its own: one that hangs keeps no other waiting. */
export interface OpenAccount {
  readonly account: QianfanAccount;
  readonly transport: Transport;
}

export function openAccounts(
  config: Config,
  accounts: ReadonlyMap<string, Credentials>,
  log: Logger,
  time: Time = WALL_TIME,
): ReadonlyMap<string, OpenAccount> {
  return new Map(
    [...accounts].map(([name, credentials]) => {
      const transport = qianfanTransport(config);
      const named = log.child({ account: name });
      const account = qianfanAccount(config, credentials, transport, named, time);
      return [name, { account, transport }];
    }),
  );
}

function qianfanTransport(config: Config): Transport {
  return new Transport({
    origin: config.QIANFAN_CONSOLE_API_BASE_URL.origin,
    connections: config.UPSTREAM_CONNECTIONS,
    connectTimeoutMs: config.UPSTREAM_TIMEOUT_MS,
    maxAnswerBytes: config.UPSTREAM_MAX_ANSWER_BYTES,
  });
}

/** An account with a quota, retries and a breaker of its own. */
function qianfanAccount(
  config: Config,
  credentials: Credentials,
  transport: Transport,
  log: Logger,
  time: Time,
): QianfanAccount {
  const client = new QianfanClient({
    credentials,
    baseUrl: config.QIANFAN_CONSOLE_API_BASE_URL,
    transport,
    signatureSeconds: config.SIGNATURE_SECONDS,
    timeoutMs: { read: config.UPSTREAM_TIMEOUT_MS, write: config.UPSTREAM_WRITE_TIMEOUT_MS },
    delivery: delivery(config, log),
  });
  return new QianfanAccount(client, {
    finals: {
      maxEntries: config.FINALS_MAX_ENTRIES,
      maxBytes: config.FINALS_MAX_BYTES,
      maxAgeMs: config.FINALS_MAX_AGE_SECONDS * 1000,
    },
    maxIdentities: config.MAX_ID_PAIRS,
    largestPage: config.UPSTREAM_PAGE_SIZE,
    watching: {
      time,
      pollTimeoutMs: config.OPERATION_TIMEOUT_MS,
      minIntervalMs: config.WATCH_MIN_INTERVAL_MS,
      maxIntervalMs: config.WATCH_MAX_INTERVAL_MS,
      maxSilenceMs: config.WATCH_MAX_SILENCE_SECONDS * 1000,
      maxWatchMs: config.WATCH_MAX_SECONDS * 1000,
      maxWaitMs: config.WAIT_MAX_SECONDS * 1000,
    },
  });
}

function delivery(config: Config, log: Logger): Delivery {
  return new Delivery({
    attempts: config.UPSTREAM_ATTEMPTS,
    retryDelayMs: config.UPSTREAM_RETRY_DELAY_MS,
    patienceMs: config.OPERATION_TIMEOUT_MS,
    limiter: new Limiter({
      callsPerSecond: config.UPSTREAM_CALLS_PER_SECOND,
      callsInFlight: config.UPSTREAM_CALLS_IN_FLIGHT,
    }),
    breaker: new Breaker({
      failures: config.BREAKER_FAILURES,
      openMs: config.BREAKER_OPEN_MS,
      onChange: (state) => {
        if (state === "open") log.warn("Qianfan keeps failing: reads fail at once for a while");
        else log.info("Qianfan answers again");
      },
    }),
  });
}
