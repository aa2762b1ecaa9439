import { unwatchFile, watchFile } from "node:fs";
import type { Logger } from "pino";
import type { Caller } from "./caller.ts";
import { findByHash } from "./token.ts";
import { readTokenFile, type TokenEntry } from "./token-file.ts";
import { unauthenticated } from "./unauthenticated.ts";

const LOOK_EVERY_MS = 2_000;

/** A caller, and what his token is known by. */
interface Holder {
  readonly hash: Buffer;
  readonly expiresAt: number;
  readonly caller: Caller;
}

/** The callers that hold a bearer token. A change of the file, such as a token taken out, holds within seconds. */
export class Tokens {
  #holders: readonly Holder[];

  constructor(
    private readonly path: string,
    /** The account a caller uses. @throws ConfigError where there is none of that name. */
    private readonly accountOf: (entry: TokenEntry) => string,
    private readonly log: Logger,
  ) {
    this.#holders = this.#read();
    watchFile(path, { interval: LOOK_EVERY_MS, persistent: false }, this.#reload);
  }

  /** @throws ServiceError `UNAUTHENTICATED` for a token that is not known or has expired. */
  caller(token: string): Caller {
    const holder = findByHash(this.#holders, token);
    if (!holder) throw unauthenticated("UNKNOWN");
    if (holder.expiresAt <= Date.now()) throw unauthenticated("EXPIRED");
    return holder.caller;
  }

  close(): void {
    unwatchFile(this.path, this.#reload);
  }

  #read(): Holder[] {
    return readTokenFile(this.path).map((entry) => {
      const expiresAt =
        entry.expires === null ? Number.POSITIVE_INFINITY : Date.parse(entry.expires);
      return {
        hash: Buffer.from(entry.sha256, "hex"),
        expiresAt,
        caller: {
          name: entry.name,
          id: `token ${entry.name}`,
          scopes: new Set(entry.scopes),
          account: this.accountOf(entry),
          expiresAt,
        },
      };
    });
  }

  // A file that is broken half-way through an edit must not lock everyone out, nor let anyone in.
  readonly #reload = () => {
    try {
      this.#holders = this.#read();
      this.log.info({ tokens: this.#holders.length }, "the tokens have changed");
    } catch (error) {
      this.log.error(
        { err: error },
        "the tokens have changed to what cannot be read: the old stay",
      );
    }
  };
}
