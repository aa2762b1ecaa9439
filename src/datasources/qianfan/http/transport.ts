import { setTimeout as sleep } from "node:timers/promises";
import { Pool } from "undici";
import { Exchange, type ExchangeOptions } from "./exchange.ts";
import { target, type WireReply, type WireRequest } from "./wire.ts";

export interface TransportOptions {
  /** Where Qianfan is: scheme, host and port. */
  readonly origin: string;
  readonly connections: number;
  readonly connectTimeoutMs: number;
  readonly maxAnswerBytes: number;
}

/** Keep-alive connections to one host. */
export class Transport {
  readonly #pool: Pool;

  constructor(options: TransportOptions) {
    this.#pool = new Pool(options.origin, {
      connections: options.connections,
      connect: { timeout: options.connectTimeoutMs },
      // An exchange has one timer for all of it.
      headersTimeout: 0,
      bodyTimeout: 0,
      maxResponseSize: options.maxAnswerBytes,
    });
  }

  /** @throws TransportError, or the signal's reason when it was given up. */
  post(request: WireRequest, options: ExchangeOptions): Promise<WireReply> {
    return new Promise((resolve, reject) => {
      options.signal?.throwIfAborted();
      const exchange = new Exchange(options, resolve, reject);
      const { headers, body } = request;
      const path = target(request);
      this.#pool.dispatch({ method: "POST", path, headers, body }, exchange);
    });
  }

  /** Closes when what is under way has ended, or at the latest after `graceMs`. */
  async close(graceMs: number): Promise<void> {
    const ended = new AbortController();
    const late = sleep(graceMs, undefined, { signal: ended.signal }).catch(() => undefined);
    await Promise.race([this.#pool.close(), late]);
    ended.abort();
    await this.#pool.destroy();
  }
}
