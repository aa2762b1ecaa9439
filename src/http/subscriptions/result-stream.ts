import type { ServerResponse } from "node:http";
import type { Repeater } from "@graphql-yoga/subscription";
import type { Time } from "../../time.ts";

export interface EventStreamOptions {
  readonly heartbeatMs: number;
  readonly time: Time;
}

export const EVENT_STREAM_HEADERS = {
  "content-type": "text/event-stream; charset=utf-8",
  "cache-control": "no-store, no-transform",
  // Else nginx collects events until it has a bufferful.
  "x-accel-buffering": "no",
};

// A comment: clients skip it, proxies see that something flows.
const HEARTBEAT = ":\n\n";

/**
 * One subscription as server-sent events, in graphql-sse's "distinct connections mode". Its own
 * handler is not used: that one keeps a queue without bound for a slow reader, and cannot end without
 * the `complete` that tells clients not to connect again.
 */
export class EventStream {
  #isCut = false;
  #callOffBeat = () => {};

  constructor(
    private readonly response: ServerResponse,
    private readonly results: Repeater<object>,
    private readonly options: EventStreamOptions,
  ) {}

  /** Sends every result, the next one only when the last has left. */
  async run(): Promise<void> {
    const { response, results } = this;
    if (response.closed) return;
    response.once("close", () => {
      this.#callOffBeat();
      void results.return();
    });
    response.writeHead(200, EVENT_STREAM_HEADERS);
    response.write(HEARTBEAT); // some browsers take the headers only with something behind them
    this.#scheduleBeat();
    for await (const result of results) await this.#write("next", JSON.stringify(result));
    this.#callOffBeat();
    if (this.#isCut || response.destroyed) return;
    await this.#write("complete", "");
    response.end();
  }

  /** Ends it as a broken connection does, so that the client connects again. */
  cut(): void {
    this.#isCut = true;
    this.#callOffBeat();
    this.response.end();
    void this.results.return();
  }

  async #write(event: string, data: string): Promise<void> {
    if (this.response.writableEnded || this.response.destroyed) return;
    if (this.response.write(`event: ${event}\ndata: ${data}\n\n`)) return;
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
      if (!this.response.writableNeedDrain) this.response.write(HEARTBEAT);
      this.#scheduleBeat();
    });
  }
}
