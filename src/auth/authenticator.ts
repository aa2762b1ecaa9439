import type { Logger } from "pino";
import { type Config, ConfigError } from "../config/index.ts";
import { anyone, type Caller, DEFAULT_ACCOUNT } from "./caller.ts";
import { bearerToken, type Credentials } from "./credentials.ts";
import { Jwts } from "./jwt.ts";
import { isToken } from "./token.ts";
import { Tokens } from "./tokens.ts";
import { unauthenticated } from "./unauthenticated.ts";

/**
 * Tells who is asking. HTTP, SSE and WebSocket all come here, so that none of them is a way round.
 *
 * @throws ServiceError `UNAUTHENTICATED` for anyone it does not know.
 */
export interface Authenticator {
  /** Whether it asks at all: false where anyone may do everything. */
  readonly asks: boolean;
  readonly authenticate: (credentials: Credentials) => Promise<Caller>;
  readonly close: () => void;
}

/** @throws ConfigError where callers are configured in a way that cannot work. */
export function authenticator(
  config: Config,
  accounts: ReadonlySet<string>,
  log: Logger,
): Authenticator {
  const usesJwts = config.JWT_JWKS_URL !== null || config.JWT_PUBLIC_KEY_FILE !== null;
  if (config.TOKENS_FILE === null && !usesJwts) return openToAnyone(accounts);
  if (config.AUTH === "none") {
    throw new ConfigError([
      "AUTH is none, but callers are configured: it can only be one of both.",
    ]);
  }
  const byName = accountNamed(accounts);
  const tokens = config.TOKENS_FILE
    ? new Tokens(config.TOKENS_FILE, (entry) => accountOfToken(entry, byName), log)
    : null;
  const jwts = usesJwts ? new Jwts(config, byName) : null;
  return {
    asks: true,
    async authenticate(credentials) {
      const token = bearerToken(credentials);
      if (token === null) throw unauthenticated(credentials.authorization ? "FORM" : "MISSING");
      if (tokens && isToken(token)) return tokens.caller(token);
      if (jwts) return jwts.caller(token);
      throw unauthenticated("UNKNOWN");
    },
    close: () => tokens?.close(),
  };
}

function openToAnyone(accounts: ReadonlySet<string>): Authenticator {
  const account = accountNamed(accounts)(undefined);
  if (account === null) {
    throw new ConfigError([
      "ACCOUNTS_FILE has several accounts, so callers must be bound to them: set TOKENS_FILE or JWT_JWKS_URL.",
    ]);
  }
  const caller = Promise.resolve(anyone(account));
  return { asks: false, authenticate: () => caller, close: () => {} };
}

/** Who names no account uses the only one there is, or the one of `QIANFAN_ACCESS_KEY`. */
function accountNamed(accounts: ReadonlySet<string>): (name: unknown) => string | null {
  const [only] = accounts.size === 1 ? accounts : [];
  const byDefault = only ?? (accounts.has(DEFAULT_ACCOUNT) ? DEFAULT_ACCOUNT : null);
  return (name) => {
    if (name === undefined) return byDefault;
    return typeof name === "string" && accounts.has(name) ? name : null;
  };
}

function accountOfToken(
  { name, account }: { readonly name: string; readonly account?: string | undefined },
  byName: (name: unknown) => string | null,
): string {
  const found = byName(account);
  if (found !== null) return found;
  const fault = account === undefined ? "has no account" : `has the unknown account ${account}`;
  throw new ConfigError([`TOKENS_FILE: the token ${name} ${fault}.`]);
}
