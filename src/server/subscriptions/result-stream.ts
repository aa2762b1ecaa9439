import type { ServerResponse } from "node:http";
import type { Repeater } from "@graphql-yoga/subscription";
import type { GraphQLFormattedError } from "graphql";
import type { Time } from "../../util/time.ts";
import type { StreamFormat } from "./stream-format.ts";

export interface ResultStreamOptions {
  readonly heartbeatMs: number;
  readonly time: Time;
}

/**
 * The results of one subscription as one response. graphql-sse's own handler is not used: that one
 * keeps a queue without bound for a slow reader, and cannot end without the `complete` that tells
 * clients not to connect again.
 */
export class ResultStream {
  #isCut = false;
  #callOffBeat = () => {};

  constructor(
    private readonly response: ServerResponse,
    private readonly results: Repeater<object>,
    private readonly format: StreamFormat,
    private readonly options: ResultStreamOptions,
  ) {}

  /** Sends every result, the next one only when the last has left. */
  async run(): Promise<void> {
    const { response, results, format } = this;
    if (response.closed) return;
    response.once("close", () => {
      this.#callOffBeat();
      void results.return();
    });
    response.writeHead(200, format.headers);
    response.write(format.start); // some browsers take the headers only with something behind them
    this.#scheduleBeat();
    for await (const result of results) await this.#write(format.result(result));
    this.#callOffBeat();
    if (this.#isCut || response.destroyed) return;
    await this.#write(format.end);
    response.end();
  }

  /** Ends it in the way that makes the client subscribe again. */
  cut(error: GraphQLFormattedError): void {
    this.#isCut = true;
    this.#callOffBeat();
    this.response.end(this.format.interrupted(error));
    void this.results.return();
  }

  async #write(text: string): Promise<void> {
    if (this.response.writableEnded || this.response.destroyed) return;
    if (this.response.write(text)) return;
    await this.#taken();
  }

  #taken(): Promise<void> {
    const { response } = this;
    return new Promise((resolve) => {
      const taken = () => {
        response.off("drain", taken).off("close", taken);
        resolve();
      };
      response.on("drain", taken).on("close", taken);
    });
  }

  #scheduleBeat(): void {
    const { time, heartbeatMs } = this.options;
    this.#callOffBeat = time.after(heartbeatMs, () => {
      if (!this.response.writableNeedDrain) this.response.write(this.format.heartbeat);
      this.#scheduleBeat();
    });
  }
}
