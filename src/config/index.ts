import { z } from "zod";
import { API_VERSION_CHOICES } from "./api-version.ts";
import { ConfigError } from "./config-error.ts";
import { contradictions } from "./contradictions.ts";
import { misspelt } from "./misspelt.ts";
import {
  algorithms,
  baseUrl,
  host,
  KEY,
  key,
  keySetUrl,
  oneOf,
  optional,
  origins,
  path,
  portOrOff,
  redisUrl,
  setting,
  whole,
  word,
} from "./rules.ts";
import { describeUntidyValue, fault } from "./setting-errors.ts";

export { ConfigError, key };

const onOff = oneOf("auto", "true", "false");

// biome-ignore format: one setting, one line
export const SETTINGS = {
  QIANFAN_ACCESS_KEY: setting(optional(key), "", "The access key of the Qianfan account. Required without ACCOUNTS_FILE."),
  QIANFAN_SECRET_KEY: setting(optional(key), "", "The secret key of the Qianfan account. Required without ACCOUNTS_FILE."),
  ACCOUNTS_FILE: setting(optional(path), "", "A file with several Qianfan accounts, to which callers are bound; see docs/security.md."),
  QIANFAN_CONSOLE_API_BASE_URL: setting(baseUrl, "https://qianfan.baidubce.com", "The address of Qianfan's management API."),
  QIANFAN_API_VERSION: setting(oneOf(...API_VERSION_CHOICES), "auto", "The version of Qianfan's API that answers: `v1`, `v2`, or `auto`, which takes V1, and V2 where V1 is gone; see docs/protocols.md."),
  HOST: setting(host, "127.0.0.1", "The address to listen on."),
  PORT: setting(whole(0, 65_535), "4000", "The port to listen on; 0 takes any free one."),
  ADMIN_PORT: setting(portOrOff, "off", "The port for `/livez`, `/readyz` and `/metrics`. 0 takes any free one, `off` serves none of them."),
  ADMIN_HOST: setting(host, "127.0.0.1", "The address that the admin port listens on."),
  NODE_ENV: setting(oneOf("production", "development", "test"), "development", "`production` turns off what is for development."),
  AUTH: setting(oneOf("callers", "none"), "callers", "`callers`: every request needs a token of TOKENS_FILE or a JWT. `none`: everybody who reaches the server may do everything."),
  TOKENS_FILE: setting(optional(path), "", "The file of callers with bearer tokens; `qianfan-graphql token` writes it."),
  JWT_JWKS_URL: setting(optional(keySetUrl), "", "The address of the key set that signs callers' JWTs."),
  JWT_PUBLIC_KEY_FILE: setting(optional(path), "", "The public key that signs callers' JWTs, as PEM or JWK; instead of JWT_JWKS_URL."),
  JWT_ISSUER: setting(optional(word), "", "The required `iss` of a JWT."),
  JWT_AUDIENCE: setting(optional(word), "", "The required `aud` of a JWT."),
  JWT_ALGORITHMS: setting(algorithms, "RS256,PS256,ES256,EdDSA", "The accepted signature algorithms of JWTs."),
  JWT_ACCOUNT_CLAIM: setting(word, "qianfan_account", "The claim of a JWT that names the caller's Qianfan account."),
  RATE_LIMIT_PER_MINUTE: setting(whole(0, 1e6), "0", "The most operations of one caller in a minute, on each replica; 0 is without limit."),
  MAX_BODY_BYTES: setting(whole(1, 1e9), "1000000", "The largest request body, in bytes."),
  MAX_HEADER_BYTES: setting(whole(1024, 1e6), "16384", "The largest request head, in bytes."),
  HEADERS_TIMEOUT_MS: setting(whole(1, 3_600_000), "10000", "The time for the head of a request to arrive."),
  REQUEST_TIMEOUT_MS: setting(whole(1, 3_600_000), "30000", "The time for a whole request to arrive."),
  KEEP_ALIVE_SECONDS: setting(whole(1, 3600), "75", "How long an idle connection stays open. It must be longer than a load balancer keeps its connections (60 s is common), or requests are lost."),
  MAX_DOCUMENT_LENGTH: setting(whole(1, 1e9), "50000", "The longest GraphQL document, in characters."),
  MAX_TOKENS: setting(whole(1, 1e9), "2000", "The most tokens of a document."),
  MAX_FIELDS: setting(whole(1, 1e9), "1000", "The most fields of an operation. The fields of a fragment count each time it is spread."),
  MAX_DEPTH: setting(whole(1, 1e9), "15", "The deepest nesting of an operation's fields."),
  MAX_ALIASES: setting(whole(0, 1e9), "50", "The most fields of an operation that have an alias or are repeated in one selection."),
  MAX_ROOT_FIELDS: setting(whole(1, 1e9), "20", "The most queries or mutations in one operation."),
  MAX_DIRECTIVES: setting(whole(0, 1e9), "30", "The most directives of an operation."),
  MAX_COST: setting(whole(1, 1e9), "1000", "The highest cost of an operation, an upper bound for its calls to Qianfan; see docs/security.md."),
  MAX_ANSWER_OBJECTS: setting(whole(1, 1e9), "100000", "The most objects in the lists of one answer, counted while it is made."),
  MAX_ANSWER_BYTES: setting(whole(1, 1e9), "50000000", "The most bytes of one answer, counted while it is made."),
  INTROSPECTION: setting(onOff, "auto", "Whether introspection is allowed and errors suggest names of the schema; `auto`: unless NODE_ENV is `production`."),
  MAX_REPRESENTATIONS: setting(whole(1, 1e6), "1000", "The most federation references (`_entities`) in one operation."),
  PLAYGROUND: setting(onOff, "auto", "Whether a browser gets the playground at /graphql; `auto`: unless NODE_ENV is `production`."),
  CORS_ORIGINS: setting(origins, "", "The origins whose pages may send requests from a browser, separated by commas; `*` allows any."),
  SAFELIST: setting(path, "", "The path of a persisted query manifest. Only operations in it are answered."),
  CALLERS_KEEP_SECONDS: setting(whole(0, 1e7), "3600", "How long clients may cache answers about final objects (`Cache-Control`); 0 forbids it."),
  OPERATION_TIMEOUT_MS: setting(whole(1, 3_600_000), "30000", "The time for all reads of one GraphQL operation. A field without an answer by then has an error."),
  UPSTREAM_TIMEOUT_MS: setting(whole(1, 3_600_000), "10000", "The time for one attempt of a read, from connecting to the last byte of the response."),
  UPSTREAM_WRITE_TIMEOUT_MS: setting(whole(1, 3_600_000), "60000", "The time for a write. It is longer, because a write that is given up has an unknown outcome."),
  UPSTREAM_ATTEMPTS: setting(whole(1, 10), "3", "How often a read is tried before it fails; 1 never retries."),
  UPSTREAM_RETRY_DELAY_MS: setting(whole(0, 60_000), "200", "The longest delay before the first retry; the delay is random. It doubles with each further retry."),
  UPSTREAM_CALLS_PER_SECOND: setting(whole(0, 100_000), "0", "The most calls to Qianfan that start within any one second, for each account; 0 is without limit."),
  UPSTREAM_CALLS_IN_FLIGHT: setting(whole(0, 10_000), "0", "The most calls to Qianfan in flight, for each account; 0 is without limit."),
  BREAKER_FAILURES: setting(whole(0, 100_000), "20", "The number of consecutive failures of Qianfan after which an account's reads fail immediately; 0 never."),
  BREAKER_OPEN_MS: setting(whole(1, 3_600_000), "10000", "How long reads fail immediately before one is let through to try."),
  UPSTREAM_CONNECTIONS: setting(whole(1, 10_000), "256", "The most connections to Qianfan."),
  UPSTREAM_MAX_ANSWER_BYTES: setting(whole(1, 1e9), "67108864", "The largest response of Qianfan to read, in bytes."),
  UPSTREAM_MAX_CALLS: setting(whole(1, 1e6), "100", "The most calls to Qianfan that one GraphQL operation may make."),
  UPSTREAM_PAGE_SIZE: setting(whole(1, 1000), "100", "The largest page to request from Qianfan's lists. Qianfan does not document a maximum."),
  SIGNATURE_SECONDS: setting(whole(1, 86_400), "1800", "How long the signature of a request is valid."),
  FINALS_MAX_ENTRIES: setting(whole(0, 1e7), "10000", "The most final objects to cache, for each kind; 0 caches none."),
  FINALS_MAX_BYTES: setting(whole(1, 1e10), "50000000", "The most bytes of final objects to cache, for each kind, measured as JSON."),
  FINALS_MAX_AGE_SECONDS: setting(whole(0, 1e7), "600", "How long to cache a final object; 0 caches none."),
  MAX_ID_PAIRS: setting(whole(1, 1e7), "50000", "The most pairs of integer and string id to keep in memory."),
  WATCH_MIN_INTERVAL_MS: setting(whole(100, 3_600_000), "2000", "The shortest interval between polls of a watched object: while it is new, and after a change."),
  WATCH_MAX_INTERVAL_MS: setting(whole(100, 3_600_000), "30000", "The longest interval between polls of a watched object: when it has not changed for long."),
  WATCH_MAX_SECONDS: setting(whole(1, 2_000_000), "86400", "How long one subscription may watch an object that does not become final."),
  WATCH_MAX_SILENCE_SECONDS: setting(whole(0, 2_000_000), "300", "How long Qianfan may fail to answer before a subscription ends with an error."),
  WAIT_MAX_SECONDS: setting(whole(0, 3600), "55", "How long all `waitUpTo` of one operation may delay its answer together. A longer wait is shortened to this. Many proxies give up after 60."),
  SUBSCRIPTIONS_MAX: setting(whole(0, 1e6), "10000", "The most open subscriptions."),
  SUBSCRIPTIONS_MAX_PER_CONNECTION: setting(whole(0, 1e6), "100", "The most open subscriptions on one WebSocket."),
  SUBSCRIPTIONS_MAX_PER_CALLER: setting(whole(0, 1e6), "1000", "The most open subscriptions of one caller, if callers are configured."),
  SUBSCRIPTION_HEARTBEAT_SECONDS: setting(whole(1, 3600), "12", "The interval of heartbeats to a subscriber. They keep the connection open in proxies and find dead ones. The subscriber's token is checked again at each."),
  WEBSOCKET_INIT_TIMEOUT_MS: setting(whole(1, 3_600_000), "3000", "The time for a new WebSocket to send `connection_init`."),
  WEBSOCKET_IDLE_SECONDS: setting(whole(1, 2_000_000), "300", "How long a WebSocket may stay open without a subscription."),
  REDIS_URL: setting(optional(redisUrl), "", "Redis or Valkey, 7 or later, for state that replicas share; none for a single process."),
  REDIS_TIMEOUT_MS: setting(whole(1, 60_000), "500", "The time for one command before the server goes on without Redis."),
  IDEMPOTENCY_KEY_SECONDS: setting(whole(1, 1e7), "86400", "How long an idempotency key and its outcome are kept, counted from the outcome."),
  IDEMPOTENCY_MAX_KEYS: setting(whole(1, 1e7), "100000", "The most keys that a single process keeps, for each account. When all are in use, a further one is refused."),
  READY_UPSTREAM_SECONDS: setting(whole(1, 3600), "30", "How long the last response of Qianfan counts for `/readyz`. After that, a connection is tried."),
  METRICS_MAX_OPERATION_NAMES: setting(whole(0, 10_000), "200", "The most operation names with a label of their own in `/metrics`; later ones count as `other`."),
  TRACE_TO_QIANFAN: setting(z.stringbool("true or false"), "false", "Whether the W3C trace context is sent to Qianfan."),
  DRAIN_SECONDS: setting(whole(0, 3600), "10", "How long running operations may take to end when the server stops."),
  LOG_LEVEL: setting(oneOf("trace", "debug", "info", "warn", "error", "fatal", "silent"), "info", "The least severe lines to log."),
};

const settings = z.object(SETTINGS);

export type Config = Readonly<z.output<typeof settings>>;

type Environment = Readonly<Record<string, string | undefined>>;

/** @throws ConfigError which names every setting at fault, and never shows a secret. */
export function readConfig(environment: Environment): Config {
  const names = Object.keys(SETTINGS);
  const result = settings.safeParse(
    Object.fromEntries(names.map((name) => [name, environment[name]])),
  );
  const messages = new Map(
    result.error?.issues.map(({ path: [name], message }) => [name, message]),
  );
  const single = [
    ...missingKeys(environment),
    ...names.flatMap((name) => faultOf(name, environment[name] ?? "", messages.get(name)) ?? []),
  ];
  const faults = result.success && single.length === 0 ? contradictions(result.data) : single;
  if (result.success && faults.length === 0) return result.data;
  throw new ConfigError([...faults, ...misspelt(environment, names)]);
}

/** Names in an environment that are no setting but look like one, one line each. */
export function misspeltSettings(environment: Environment): string[] {
  return misspelt(environment, Object.keys(SETTINGS));
}

function faultOf(name: string, given: string, message: string | undefined): string | null {
  return (
    describeUntidyValue(name, given) ?? (message === undefined ? null : fault(name, given, message))
  );
}

/** Whether something for developers is open: by default anywhere but in production. */
export function isOn(setting: "auto" | "true" | "false", { NODE_ENV }: Config): boolean {
  return setting === "auto" ? NODE_ENV !== "production" : setting === "true";
}

/** The settings as people read them. */
export function settingsTable(): { name: string; byDefault: string; about: string }[] {
  return Object.entries(SETTINGS).map(([name, rules]) => {
    const { about, byDefault } = rules.meta() ?? {};
    return { name, about: String(about), byDefault: String(byDefault) };
  });
}

// Accounts may come from a file; a key without its other half is a mistake in any case.
function missingKeys(environment: Environment): string[] {
  const names = ["QIANFAN_ACCESS_KEY", "QIANFAN_SECRET_KEY"];
  const missing = names.filter((name) => !environment[name]);
  if (environment.ACCOUNTS_FILE && missing.length === names.length) return [];
  return missing.map((name) => fault(name, undefined, KEY));
}
