import { z } from "zod";

/**
 * One setting: the rules of its value, what it is when it is not set (null: it must be), and one line
 * on what it does.
 */
function setting<Rules extends z.ZodType>(rules: Rules, byDefault: string | null, about: string) {
  return z
    .preprocess((text) => (text === undefined || text === "" ? byDefault : text), rules)
    .meta({ about, byDefault });
}

function whole(min: number, max: number) {
  const allowed = `a whole number from ${min} to ${max}`;
  return z
    .string()
    .regex(/^\d+$/, allowed)
    .transform(Number)
    .refine((n) => n >= min && n <= max, allowed);
}

const REDIS = "empty, or an address such as rediss://user:password@host:6379/0";
const redisUrl = z.string().refine((text) => /^(rediss?:\/\/\S+)?$/.test(text), REDIS);

const OFF_OR_PORT = "off, or a whole number from 0 to 65535";
const portOrOff = z
  .string()
  .regex(/^(off|\d{1,5})$/, OFF_OR_PORT)
  .transform((text) => (text === "off" ? null : Number(text)))
  .refine((port) => port === null || port <= 65_535, OFF_OR_PORT);

const KEY = "printable characters without spaces or slashes";
const key = z.string(KEY).regex(/^[\x21-\x2e\x30-\x7e]+$/, KEY);
const baseUrl = z
  .string()
  .refine(isHttpUrl, "an http or https address without query, such as https://qianfan.baidubce.com")
  .transform((text) => new URL(text));

const ORIGINS = "origins such as https://app.example.com with commas between them, or *";
const origins = z
  .string()
  .transform((text) => text.split(",").map((origin) => origin.trim()))
  .transform((list) => list.filter((origin) => origin !== ""))
  .refine((list) => list.every((origin) => origin === "*" || isOrigin(origin)), ORIGINS);

// biome-ignore format: one setting, one line
export const SETTINGS = {
  QIANFAN_ACCESS_KEY: setting(key, null, "The Qianfan account's access key."),
  QIANFAN_SECRET_KEY: setting(key, null, "The Qianfan account's secret key."),
  QIANFAN_CONSOLE_API_BASE_URL: setting(baseUrl, "https://qianfan.baidubce.com", "Where Qianfan's management API is."),
  HOST: setting(z.string().min(1, "a host name or address"), "127.0.0.1", "The address to listen on."),
  PORT: setting(whole(0, 65_535), "4000", "The port to listen on; 0 takes any free one."),
  ADMIN_PORT: setting(portOrOff, "off", "The port for `/livez`, `/readyz` and `/metrics`; 0 takes any free one, `off` serves none of them."),
  ADMIN_HOST: setting(z.string().min(1, "a host name or address"), "127.0.0.1", "The address that port listens on."),
  MAX_BODY_BYTES: setting(whole(1, 1e9), "1000000", "The largest request body, in bytes."),
  INTROSPECTION: setting(z.stringbool("true or false"), "true", "Whether the schema can be asked for by introspection."),
  MAX_REPRESENTATIONS: setting(whole(1, 1e6), "1000", "The most entities that another subgraph may ask for in one operation (`_entities`)."),
  NODE_ENV: setting(z.string(), "development", "`production` closes what is for development."),
  PLAYGROUND: setting(z.enum(["auto", "true", "false"], "auto, true or false"), "auto", "Whether a browser finds the playground at /graphql; `auto`: unless NODE_ENV is `production`."),
  CORS_ORIGINS: setting(origins, "", "The origins whose pages may ask from a browser, with commas between them; `*`: any."),
  SAFELIST: setting(z.string(), "", "The path of a persisted query manifest: no other operation than those in it is answered."),
  CALLERS_KEEP_SECONDS: setting(whole(0, 1e7), "3600", "How long callers may keep answers about final things (`Cache-Control`); 0: not at all."),
  OPERATION_TIMEOUT_MS: setting(whole(1, 3_600_000), "30000", "How long the reads of one GraphQL operation may take together; what has not come by then is an error at its field."),
  UPSTREAM_TIMEOUT_MS: setting(whole(1, 3_600_000), "10000", "How long one attempt of a read may take, from connecting to the last byte of the answer."),
  UPSTREAM_WRITE_TIMEOUT_MS: setting(whole(1, 3_600_000), "60000", "The same for a write; longer, since one that is given up has an unknown outcome."),
  UPSTREAM_ATTEMPTS: setting(whole(1, 10), "3", "How often a read is tried before it fails; 1 never tries again."),
  UPSTREAM_RETRY_DELAY_MS: setting(whole(0, 60_000), "200", "The most the first retry waits, at random; each further one may wait twice as long."),
  UPSTREAM_CALLS_PER_SECOND: setting(whole(0, 100_000), "0", "The most calls to Qianfan that begin within any one second, for each account; 0 is without limit."),
  UPSTREAM_CALLS_IN_FLIGHT: setting(whole(0, 10_000), "0", "The most calls to Qianfan under way at once, for each account; 0 is without limit."),
  BREAKER_FAILURES: setting(whole(0, 100_000), "20", "After so many failures of Qianfan's in a row reads fail at once, for each account; 0 never."),
  BREAKER_OPEN_MS: setting(whole(1, 3_600_000), "10000", "How long they do, before one read is let through to see."),
  UPSTREAM_CONNECTIONS: setting(whole(1, 10_000), "256", "The most connections to Qianfan at once."),
  UPSTREAM_MAX_ANSWER_BYTES: setting(whole(1, 1e9), "67108864", "The largest answer of Qianfan's to read, in bytes."),
  UPSTREAM_MAX_CALLS: setting(whole(1, 1e6), "100", "The most calls to Qianfan that one GraphQL operation may make."),
  UPSTREAM_PAGE_SIZE: setting(whole(1, 1000), "100", "The largest page to ask Qianfan's lists for; the largest it gives is not documented."),
  SIGNATURE_SECONDS: setting(whole(1, 86_400), "1800", "How long a request's signature holds."),
  FINALS_MAX_ENTRIES: setting(whole(0, 1e7), "10000", "How many answers about final things to keep, for each kind; 0 keeps none."),
  FINALS_MAX_BYTES: setting(whole(1, 1e10), "50000000", "How much room they may take, for each kind, in bytes of JSON."),
  FINALS_MAX_AGE_SECONDS: setting(whole(0, 1e7), "600", "How long to keep them; 0 keeps none."),
  MAX_ID_PAIRS: setting(whole(1, 1e7), "50000", "How many pairs of integer and string id to remember."),
  WATCH_MIN_INTERVAL_MS: setting(whole(100, 3_600_000), "2000", "How often to ask Qianfan about something watched, at the quickest: while it is young, and after a change."),
  WATCH_MAX_INTERVAL_MS: setting(whole(100, 3_600_000), "30000", "How often, at the slowest: when nothing has changed for long."),
  WATCH_MAX_SECONDS: setting(whole(1, 2_000_000), "86400", "How long one subscriber may watch something that does not come to its end."),
  WATCH_MAX_SILENCE_SECONDS: setting(whole(0, 2_000_000), "300", "How long Qianfan may fail to answer before a subscription ends with an error."),
  WAIT_MAX_SECONDS: setting(whole(0, 3600), "55", "How long `waitUpTo` may hold an answer; a longer wait is cut to this. Many proxies give up after 60."),
  SUBSCRIPTIONS_MAX: setting(whole(0, 1e6), "10000", "The most subscriptions open at once."),
  SUBSCRIPTIONS_MAX_PER_CONNECTION: setting(whole(0, 1e6), "100", "The most of them on one WebSocket."),
  SUBSCRIPTION_HEARTBEAT_SECONDS: setting(whole(1, 3600), "12", "How often a sign of life is sent to a subscriber, so that proxies keep the connection and dead ones are found."),
  WEBSOCKET_INIT_TIMEOUT_MS: setting(whole(1, 3_600_000), "3000", "How long a new WebSocket may take to introduce itself."),
  WEBSOCKET_IDLE_SECONDS: setting(whole(1, 2_000_000), "300", "How long a WebSocket may stay open without a subscription."),
  REDIS_URL: setting(redisUrl, "", "Redis or Valkey, 7 or later, where several replicas share what they know; empty for a single process."),
  REDIS_TIMEOUT_MS: setting(whole(1, 60_000), "500", "How long one command may take before the server goes on without Redis."),
  IDEMPOTENCY_KEY_SECONDS: setting(whole(1, 1e7), "86400", "How long an idempotency key and its outcome are remembered."),
  IDEMPOTENCY_MAX_KEYS: setting(whole(1, 1e7), "100000", "How many are remembered at most; when they are all in use, a further one is refused."),
  READY_UPSTREAM_SECONDS: setting(whole(1, 3600), "30", "For how long `/readyz` goes by the last answer of Qianfan's before it tries a connection."),
  METRICS_MAX_OPERATION_NAMES: setting(whole(0, 10_000), "200", "How many names of operations have a label of their own in `/metrics`; later ones count as `other`."),
  TRACE_TO_QIANFAN: setting(z.stringbool("true or false"), "false", "Whether the W3C trace context is sent on to Qianfan."),
  DRAIN_SECONDS: setting(whole(0, 3600), "10", "How long to let running operations end when the server stops."),
  LOG_LEVEL: setting(z.enum(["trace", "debug", "info", "warn", "error", "fatal", "silent"], "trace, debug, info, warn, error, fatal or silent"), "info", "The least severe lines to log."),
};

const settings = z.object(SETTINGS);

export type Config = Readonly<z.output<typeof settings>>;

/** Settings that are missing or wrong, one line each. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";

  constructor(readonly faults: readonly string[]) {
    super(faults.join("\n"));
  }
}

/** @throws ConfigError which names every setting at fault, and never shows a secret. */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.keys(SETTINGS).map((name) => [name, environment[name]] as const);
  const result = settings.safeParse(Object.fromEntries(given));
  if (result.success) return result.data;
  throw new ConfigError(
    result.error.issues.map(({ path: [name], message }) =>
      fault(String(name), environment[String(name)], message),
    ),
  );
}

/** Whether the playground is served. */
export function servesPlayground({ PLAYGROUND, NODE_ENV }: Config): boolean {
  return PLAYGROUND === "auto" ? NODE_ENV !== "production" : PLAYGROUND === "true";
}

/** The settings as people read them. */
export function settingsTable(): { name: string; byDefault: string | null; about: string }[] {
  return Object.entries(SETTINGS).map(([name, rules]) => {
    const { about, byDefault } = rules.meta() ?? {};
    return {
      name,
      about: String(about),
      byDefault: typeof byDefault === "string" ? byDefault : null,
    };
  });
}

function fault(name: string, given: string | undefined, allowed: string): string {
  if (!given) return `${name} is missing; allowed: ${allowed}.`;
  const isSecret = name.endsWith("_KEY") || name === "REDIS_URL"; // An address may hold a password.
  const shown = isSecret ? "not as it should be" : JSON.stringify(given);
  return `${name} is ${shown}; allowed: ${allowed}.`;
}

function isOrigin(text: string): boolean {
  return URL.canParse(text) && new URL(text).origin === text;
}

function isHttpUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, search, hash, username } = new URL(text);
  return /^https?:$/.test(protocol) && `${search}${hash}${username}` === "";
}
