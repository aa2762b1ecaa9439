import { z } from "zod";

/** What a JWT may be signed with: signatures only, so that a public key is all this server holds. */
const SIGNATURE_ALGORITHMS = [
  ...["RS256", "RS384", "RS512", "PS256", "PS384", "PS512"],
  ...["ES256", "ES384", "ES512", "EdDSA"],
] as const;

/** One setting: the rules of its value, what it is when it is not set, and one line on what it does. */
function setting<Rules extends z.ZodType>(rules: Rules, byDefault: string, about: string) {
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

/** A setting that may be left out: it is null then. */
function optional<Value>(rules: z.ZodType<Value>) {
  return z.string().transform((text, { addIssue }): Value | null => {
    if (text === "") return null;
    const { data, error } = rules.safeParse(text);
    if (!error) return data;
    addIssue(error.issues[0]?.message ?? "");
    return z.NEVER;
  });
}

const redisUrl = z
  .string()
  .refine(
    (text) => /^rediss?:\/\/\S+$/.test(text) && URL.canParse(text),
    "an address such as rediss://user:password@host:6379/0",
  );

const OFF_OR_PORT = "off, or a whole number from 0 to 65535";
const portOrOff = z
  .string()
  .regex(/^(off|\d{1,5})$/, OFF_OR_PORT)
  .transform((text) => (text === "off" ? null : Number(text)))
  .refine((port) => port === null || port <= 65_535, OFF_OR_PORT);

const KEY = "printable characters without spaces or slashes";
/** What an access key or a secret key may be, wherever it is configured. */
export const key = z.string().regex(/^[\x21-\x2e\x30-\x7e]+$/, KEY);
const path = z.string();
const word = z.string();
const onOff = z.enum(["auto", "true", "false"], "auto, true or false");
const keySetUrl = z
  .string()
  .refine(
    (text) => isHttpUrl(text.split("?", 1)[0] ?? ""),
    "an http or https address, such as https://login.example.com/jwks.json",
  )
  .transform((text) => new URL(text));
const algorithms = z.string().transform((text, { addIssue }) => {
  const names = text.split(",").map((name) => name.trim());
  const { data } = z.array(z.enum(SIGNATURE_ALGORITHMS)).safeParse(names);
  if (data) return data;
  addIssue(`any of ${SIGNATURE_ALGORITHMS.join(", ")}, with commas between them`);
  return z.NEVER;
});
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
  QIANFAN_ACCESS_KEY: setting(optional(key), "", "The Qianfan account's access key; needed unless there is an ACCOUNTS_FILE."),
  QIANFAN_SECRET_KEY: setting(optional(key), "", "The Qianfan account's secret key; needed unless there is an ACCOUNTS_FILE."),
  ACCOUNTS_FILE: setting(optional(path), "", "A file with several Qianfan accounts, to which callers are bound; see docs/security.md."),
  QIANFAN_CONSOLE_API_BASE_URL: setting(baseUrl, "https://qianfan.baidubce.com", "Where Qianfan's management API is."),
  HOST: setting(z.string().min(1, "a host name or address"), "127.0.0.1", "The address to listen on."),
  PORT: setting(whole(0, 65_535), "4000", "The port to listen on; 0 takes any free one."),
  ADMIN_PORT: setting(portOrOff, "off", "The port for `/livez`, `/readyz` and `/metrics`; 0 takes any free one, `off` serves none of them."),
  ADMIN_HOST: setting(z.string().min(1, "a host name or address"), "127.0.0.1", "The address that port listens on."),
  NODE_ENV: setting(z.string(), "development", "`production` closes what is for development."),
  AUTH: setting(z.enum(["callers", "none"], "callers or none"), "callers", "`callers`: whoever asks must be a caller of TOKENS_FILE or have a JWT. `none`: anyone who reaches the server may do everything."),
  TOKENS_FILE: setting(optional(path), "", "The callers with a bearer token; `qianfan-graphql token` writes it."),
  JWT_JWKS_URL: setting(optional(keySetUrl), "", "Where the keys are that sign callers' JWTs."),
  JWT_PUBLIC_KEY_FILE: setting(optional(path), "", "The public key that signs callers' JWTs, as PEM or JWK, in place of JWT_JWKS_URL."),
  JWT_ISSUER: setting(optional(word), "", "The `iss` a JWT must have."),
  JWT_AUDIENCE: setting(optional(word), "", "The `aud` a JWT must have."),
  JWT_ALGORITHMS: setting(algorithms, "RS256,PS256,ES256,EdDSA", "What a JWT may be signed with."),
  JWT_ACCOUNT_CLAIM: setting(word, "qianfan_account", "The claim of a JWT that names the Qianfan account its caller is bound to."),
  RATE_LIMIT_PER_MINUTE: setting(whole(0, 1e6), "0", "The most operations of one caller in a minute, at each replica; 0 sets no limit."),
  MAX_BODY_BYTES: setting(whole(1, 1e9), "1000000", "The largest request body, in bytes."),
  MAX_HEADER_BYTES: setting(whole(1024, 1e6), "16384", "The largest request head, in bytes."),
  HEADERS_TIMEOUT_MS: setting(whole(1, 3_600_000), "10000", "How long a request's head may take to arrive."),
  REQUEST_TIMEOUT_MS: setting(whole(1, 3_600_000), "30000", "How long a whole request may take to arrive."),
  KEEP_ALIVE_SECONDS: setting(whole(1, 3600), "75", "How long a connection stays open without a request. It must be longer than a load balancer keeps its connections (60 s is common), or requests are lost."),
  MAX_DOCUMENT_LENGTH: setting(whole(1, 1e9), "50000", "The longest GraphQL document, in characters."),
  MAX_TOKENS: setting(whole(1, 1e9), "2000", "The most tokens of a document."),
  MAX_FIELDS: setting(whole(1, 1e9), "1000", "The most fields of an operation, with those of its fragments wherever they are spread."),
  MAX_DEPTH: setting(whole(1, 1e9), "15", "The deepest nesting of an operation's fields."),
  MAX_ALIASES: setting(whole(0, 1e9), "50", "The most fields of an operation that are renamed, or repeated in one selection."),
  MAX_ROOT_FIELDS: setting(whole(1, 1e9), "20", "The most queries or mutations in one operation."),
  MAX_DIRECTIVES: setting(whole(0, 1e9), "30", "The most directives of an operation."),
  MAX_COST: setting(whole(1, 1e9), "1000", "The most calls to Qianfan that an operation may need by an estimate from above; see docs/security.md."),
  INTROSPECTION: setting(onOff, "auto", "Whether the schema can be asked for by introspection, and errors suggest its names; `auto`: unless NODE_ENV is `production`."),
  MAX_REPRESENTATIONS: setting(whole(1, 1e6), "1000", "The most entities that another subgraph may ask for in one operation (`_entities`)."),
  EXECUTOR: setting(z.enum(["jit", "jit-at-once", "graphql-js"], "jit, jit-at-once or graphql-js"), "jit", "What executes queries: compiled functions, from a query's 32nd use or from its first (for clients you trust), or graphql-js alone."),
  PLAYGROUND: setting(onOff, "auto", "Whether a browser finds the playground at /graphql; `auto`: unless NODE_ENV is `production`."),
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
  SUBSCRIPTIONS_MAX_PER_CALLER: setting(whole(0, 1e6), "1000", "The most subscriptions of one caller, where callers are configured."),
  SUBSCRIPTION_HEARTBEAT_SECONDS: setting(whole(1, 3600), "12", "How often a sign of life is sent to a subscriber, so that proxies keep the connection and dead ones are found; and how often the subscriber's token is checked again."),
  WEBSOCKET_INIT_TIMEOUT_MS: setting(whole(1, 3_600_000), "3000", "How long a new WebSocket may take to introduce itself."),
  WEBSOCKET_IDLE_SECONDS: setting(whole(1, 2_000_000), "300", "How long a WebSocket may stay open without a subscription."),
  REDIS_URL: setting(optional(redisUrl), "", "Redis or Valkey, 7 or later, where several replicas share what they know; none for a single process."),
  REDIS_TIMEOUT_MS: setting(whole(1, 60_000), "500", "How long one command may take before the server goes on without Redis."),
  IDEMPOTENCY_KEY_SECONDS: setting(whole(1, 1e7), "86400", "How long an idempotency key and its outcome are remembered."),
  IDEMPOTENCY_MAX_KEYS: setting(whole(1, 1e7), "100000", "How many a single process remembers at most, for each account; when they are all in use, a further one is refused."),
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
  const wrong = result.error?.issues.map(({ path: [name], message }) =>
    fault(String(name), environment[String(name)], message),
  );
  const faults = [...missingKeys(environment), ...(wrong ?? [])];
  if (!result.success || faults.length > 0) throw new ConfigError(faults);
  return result.data;
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
function missingKeys(environment: Readonly<Record<string, string | undefined>>): string[] {
  const names = ["QIANFAN_ACCESS_KEY", "QIANFAN_SECRET_KEY"];
  const missing = names.filter((name) => !environment[name]);
  if (environment.ACCOUNTS_FILE && missing.length === names.length) return [];
  return missing.map((name) => fault(name, undefined, KEY));
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
