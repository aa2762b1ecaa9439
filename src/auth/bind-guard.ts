import { BlockList, isIP } from "node:net";
import type { Logger } from "pino";
import { type Config, ConfigError } from "../config/index.ts";

const LOOPBACK = new BlockList();
LOOPBACK.addSubnet("127.0.0.0", 8, "ipv4");
LOOPBACK.addAddress("::1", "ipv6");

/** Whether only this machine can reach an address. */
export function isLoopback(host: string): boolean {
  const version = isIP(host);
  if (version === 0) return host.toLowerCase() === "localhost";
  return LOOPBACK.check(host, version === 4 ? "ipv4" : "ipv6");
}

/**
 * A server that asks nobody who he is stays on its own machine, unless told otherwise in so many words.
 *
 * @throws ConfigError where others could reach it.
 */
export function checkBinding({ AUTH, HOST }: Config, asks: boolean, log: Logger): void {
  if (asks) return;
  if (AUTH === "none") {
    if (!isLoopback(HOST)) log.warn(`AUTH=none: anyone who reaches ${HOST} may do everything`);
    return;
  }
  if (isLoopback(HOST)) {
    log.info("no callers are configured: anyone on this machine may do everything, nobody else");
    return;
  }
  throw new ConfigError([
    `HOST is ${HOST}, which others can reach, but no callers are configured. Set TOKENS_FILE or JWT_JWKS_URL; or AUTH=none, and anyone who reaches it may spend the account's money.`,
  ]);
}

/**
 * Whether a request names this machine as its host. A page of a foreign site whose name was made to
 * point here (DNS rebinding) is of the same origin for its browser, but does not.
 */
export function isForLoopback(hostHeader: string | undefined): boolean {
  const name = (hostHeader ?? "").replace(/:\d+$/, "").replace(/^\[(.*)\]$/, "$1");
  return USUAL.has(name) || isLoopback(name);
}

/** To find an address in a block list takes longer than all else that is done for a small query. */
const USUAL: ReadonlySet<string> = new Set(["127.0.0.1", "localhost"]);
