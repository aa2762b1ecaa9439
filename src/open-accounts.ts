import type { Logger } from "pino";
import type { AccountSettings } from "./config/accounts.ts";
import type { ApiVersionChoice } from "./config/api-version.ts";
import type { Config } from "./config/index.ts";
import { QianfanAccount } from "./datasources/account/qianfan-account.ts";
import { IdMap } from "./datasources/ids/id-map.ts";
import {
  Breaker,
  createAutoApi,
  createV1Api,
  createV2Api,
  Limiter,
  type OpenClient,
  type QianfanApi,
  RetryPolicy,
  Transport,
  V1Withdrawal,
} from "./datasources/qianfan/index.ts";
import type { Replicas } from "./datasources/redis/index.ts";
import type { ReplicaSync } from "./datasources/replica-sync.ts";
import { ObservedClient, type Observers } from "./observability/observed-client.ts";
import type { Time } from "./util/time.ts";

/** An account with connections of its own: one that hangs keeps no other waiting. */
export interface OpenAccount {
  readonly account: QianfanAccount;
  readonly transport: Transport;
  /** Null where one version of the API is set to answer. */
  readonly withdrawal: V1Withdrawal | null;
}

/** What accounts are opened with. */
export interface AccountParts {
  readonly observers: Observers;
  /** Null where this process is the only one. */
  readonly replicas: Replicas | null;
  readonly time: Time;
  readonly log: Logger;
  /** What stands for the platform in place of Qianfan's own API, in a test. */
  readonly createApi?: ((openClient: OpenClient) => QianfanApi) | undefined;
}

export function openAccounts(
  config: Config,
  accounts: ReadonlyMap<string, AccountSettings>,
  parts: AccountParts,
): ReadonlyMap<string, OpenAccount> {
  return new Map(
    [...accounts].map(([name, settings]) => {
      const transport = qianfanTransport(config);
      const named = { ...parts, log: parts.log.child({ account: name }) };
      return [name, { ...qianfanAccount(config, settings, transport, named), transport }];
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

/** An account with a quota, retries and a breaker of its own, shared with itself on other replicas. */
function qianfanAccount(
  config: Config,
  { apiVersion, ...credentials }: AccountSettings,
  transport: Transport,
  parts: AccountParts,
): Pick<OpenAccount, "account" | "withdrawal"> {
  const sharing = parts.replicas?.account(credentials) ?? null;
  const options = {
    credentials,
    baseUrl: config.QIANFAN_CONSOLE_API_BASE_URL,
    transport,
    signatureSeconds: config.SIGNATURE_SECONDS,
    timeoutMs: { read: config.UPSTREAM_TIMEOUT_MS, write: config.UPSTREAM_WRITE_TIMEOUT_MS },
    delivery: delivery(config, sharing, parts),
  };
  // One quota, one breaker and the same connections for every protocol.
  const openClient: OpenClient = (protocol) =>
    new ObservedClient({ ...options, protocol }, parts.observers);
  const idMap = new IdMap(config.MAX_ID_PAIRS);
  const version = apiVersion ?? config.QIANFAN_API_VERSION;
  const withdrawal = version === "auto" && !parts.createApi ? withdrawalOf(parts) : null;
  const api = parts.createApi?.(openClient) ?? apiOf(version, openClient, idMap, withdrawal);
  const account = new QianfanAccount(api, {
    finals: {
      maxEntries: config.FINALS_MAX_ENTRIES,
      maxBytes: config.FINALS_MAX_BYTES,
      maxAgeMs: config.FINALS_MAX_AGE_SECONDS * 1000,
    },
    idMap,
    largestPage: config.UPSTREAM_PAGE_SIZE,
    watching: {
      time: parts.time,
      pollTimeoutMs: config.OPERATION_TIMEOUT_MS,
      minIntervalMs: config.WATCH_MIN_INTERVAL_MS,
      maxIntervalMs: config.WATCH_MAX_INTERVAL_MS,
      maxSilenceMs: config.WATCH_MAX_SILENCE_SECONDS * 1000,
      maxWatchMs: config.WATCH_MAX_SECONDS * 1000,
      maxWaitMs: config.WAIT_MAX_SECONDS * 1000,
    },
    idempotency: {
      maxKeys: config.IDEMPOTENCY_MAX_KEYS,
      maxAgeMs: config.IDEMPOTENCY_KEY_SECONDS * 1000,
    },
    sharing,
  });
  parts.observers.metrics?.observe(account);
  return { account, withdrawal };
}

function apiOf(
  version: ApiVersionChoice,
  openClient: OpenClient,
  idMap: IdMap,
  withdrawal: V1Withdrawal | null,
): QianfanApi {
  const createV2 = () => createV2Api(openClient, (kind, id) => idMap.canonical(kind, id));
  if (version === "v2") return createV2();
  const v1 = createV1Api(openClient);
  return withdrawal ? createAutoApi(v1, createV2(), withdrawal) : v1;
}

/** How long V2 answers for an operation of V1's before V1 is tried again. */
const V1_RETRY_MS = 5 * 60_000;

function withdrawalOf({ observers, time, log }: AccountParts): V1Withdrawal {
  return new V1Withdrawal({
    now: () => time.now(),
    retryMs: V1_RETRY_MS,
    onChange: (operation, isGone, howMany) => {
      observers.metrics?.v1Withdrawn(operation, isGone);
      if (isGone && howMany === 1) {
        log.warn(
          { operation },
          "V1 of Qianfan's API is gone, in part or wholly: V2 answers instead",
        );
      }
      if (!isGone && howMany === 0) log.info("V1 of Qianfan's API answers again");
    },
  });
}

function delivery(
  config: Config,
  sharing: ReplicaSync | null,
  { observers: { metrics }, log }: AccountParts,
): RetryPolicy {
  const limiter = new Limiter({
    callsPerSecond: config.UPSTREAM_CALLS_PER_SECOND,
    callsInFlight: config.UPSTREAM_CALLS_IN_FLIGHT,
    shared: sharing?.quota ?? null,
    onWaited: (seconds) => metrics?.limiterWaited(seconds),
  });
  const breaker = new Breaker({
    failures: config.BREAKER_FAILURES,
    openMs: config.BREAKER_OPEN_MS,
    shared: sharing?.breaker ?? null,
    onChange: (state) => {
      if (state === "open") log.warn("Qianfan keeps failing: reads fail at once for a while");
      else log.info("Qianfan answers again");
    },
  });
  metrics?.observe(limiter);
  metrics?.observe(breaker);
  return new RetryPolicy({
    attempts: config.UPSTREAM_ATTEMPTS,
    retryDelayMs: config.UPSTREAM_RETRY_DELAY_MS,
    patienceMs: config.OPERATION_TIMEOUT_MS,
    limiter,
    breaker,
  });
}
