import { unwatchFile, watchFile } from "node:fs";
import type { Logger } from "pino";
import type { Caller } from "./caller.ts";
import { findByHash } from "./token.ts";
import { readTokenFile, type TokenEntry } from "./token-file.ts";
import { unauthenticated } from "./unauthenticated.ts";

const LOOK_EVERY_MS = 2_000;

/** The callers that hold a bearer token. A change of the file, such as a token taken out, holds within seconds. */
export class Tokens {
  #entries: readonly TokenEntry[];

  constructor(
    private readonly path: string,
    /** The account a caller uses. @throws ConfigError where there is none of that name. */
    private readonly accountOf: (entry: TokenEntry) => string,
    private readonly log: Logger,
  ) {
    this.#entries = this.#read();
    watchFile(path, { interval: LOOK_EVERY_MS, persistent: false }, this.#reload);
  }

  /** @throws ServiceError `UNAUTHENTICATED` for a token that is not known or has expired. */
  caller(token: string): Caller {
    const entry = findByHash(this.#entries, token);
    if (!entry) throw unauthenticated("UNKNOWN");
    if (entry.expires !== null && Date.parse(entry.expires) <= Date.now()) {
      throw unauthenticated("EXPIRED");
    }
    return {
      name: entry.name,
      id: `token ${entry.name}`,
      scopes: new Set(entry.scopes),
      account: this.accountOf(entry),
    };
  }

  close(): void {
    unwatchFile(this.path, this.#reload);
  }

  #read(): TokenEntry[] {
    const entries = readTokenFile(this.path);
    for (const entry of entries) this.accountOf(entry);
    return entries;
  }

  // A file that is broken half-way through an edit must not lock everyone out, nor let anyone in.
  readonly #reload = () => {
    try {
      this.#entries = this.#read();
      this.log.info({ tokens: this.#entries.length }, "the tokens have changed");
    } catch (error) {
      this.log.error(
        { err: error },
        "the tokens have changed to what cannot be read: the old stay",
      );
    }
  };
}
