import type { IncomingHttpHeaders } from "node:http";
import type { Dispatcher } from "undici";
import { TURNS } from "../../../util/turns.ts";
import { type Phase, TransportError } from "./transport-error.ts";
import type { WireReply } from "./wire.ts";

export interface ExchangeOptions {
  /** From now to the last byte of the answer. */
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
}

/** To read so much takes milliseconds: it waits for its turn, and until then its memory is not the heap's. */
const LONG_ANSWER_BYTES = 100_000;

type Controller = Dispatcher.DispatchController;

/**
 * One request and its answer. undici's own `request` does not say whether a request has left, which
 * decides whether a write may be tried again, and costs 12 % more processor time for 50 versions by id
 * (W4 of the bench). One timer covers all of it, since a peer that sends a byte a second keeps every
 * timer between bytes from ending. Given up before its turn, it is never sent.
 */
export class Exchange implements Dispatcher.DispatchHandler {
  readonly #timer: NodeJS.Timeout;
  readonly #abort = () => this.#giveUp(this.options.signal?.reason);
  readonly #chunks: Buffer[] = [];
  #bytes = 0;
  #controller: Controller | null = null;
  #phase: Phase = "waiting";
  #reason: Error | null = null;
  #status: number | null = null;
  #headers: IncomingHttpHeaders = {};

  constructor(
    private readonly options: ExchangeOptions,
    private readonly resolve: (reply: WireReply) => void,
    private readonly reject: (reason: Error) => void,
  ) {
    this.#timer = setTimeout(() => this.#giveUp(this.#error(true)), options.timeoutMs);
    options.signal?.addEventListener("abort", this.#abort, { once: true });
  }

  onRequestStart(controller: Controller): void {
    if (this.#reason) controller.abort(this.#reason);
    // undici may start a request anew on another connection; whether that is harmless is not for it to say.
    if (this.#phase !== "waiting") controller.abort(new Error("It was sent before."));
    this.#controller = controller;
    this.#phase = "sent";
  }

  onResponseStart(_: Controller, status: number, headers: IncomingHttpHeaders): void {
    this.#phase = "answering";
    this.#status = status;
    this.#headers = headers;
  }

  onResponseData(_: Controller, chunk: Buffer): void {
    this.#bytes += chunk.length;
    this.#chunks.push(chunk);
  }

  onResponseEnd(): void {
    this.#end();
    if (this.#bytes < LONG_ANSWER_BYTES) this.#resolve();
    else void TURNS.begin().then(() => this.#resolve());
  }

  onResponseError(_: Controller, cause: Error): void {
    this.#end();
    this.reject(this.#error(false, cause));
  }

  #resolve(): void {
    this.resolve({ status: this.#status ?? 0, headers: this.#headers, body: this.#chunks });
  }

  #giveUp(reason: Error): void {
    this.#end();
    this.reject(reason);
    this.#reason = reason;
    this.#controller?.abort(reason);
  }

  #end(): void {
    clearTimeout(this.#timer);
    this.options.signal?.removeEventListener("abort", this.#abort);
  }

  #error(timedOut: boolean, cause?: Error): TransportError {
    return new TransportError(this.#phase, timedOut, this.#status, cause);
  }
}
