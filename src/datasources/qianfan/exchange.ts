import type { IncomingHttpHeaders } from "node:http";
import type { Dispatcher } from "undici";
import { type Phase, TransportError } from "./transport-error.ts";
import type { WireReply } from "./wire.ts";

export interface ExchangeOptions {
  /** From now to the last byte of the answer. */
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
}

type Controller = Dispatcher.DispatchController;

/**
 * One request and its answer. One timer covers all of it, since a peer that sends a byte a second
 * keeps every timer between bytes from ending. Given up before its turn, it is never sent.
 */
export class Exchange implements Dispatcher.DispatchHandler {
  readonly #timer: NodeJS.Timeout;
  readonly #signal: AbortSignal | undefined;
  #chunks: Buffer[] | null = null;
  #controller: Controller | null = null;
  #phase: Phase = "waiting";
  #givenUp: Error | null = null;
  #status: number | null = null;
  #headers: IncomingHttpHeaders | null = null;

  constructor(
    { timeoutMs, signal }: ExchangeOptions,
    private readonly resolve: (reply: WireReply) => void,
    private readonly reject: (reason: Error) => void,
  ) {
    this.#timer = setTimeout(Exchange.#timeOut, timeoutMs, this);
    this.#signal = signal;
    signal?.addEventListener("abort", this);
  }

  onRequestStart(controller: Controller): void {
    if (this.#givenUp) controller.abort(this.#givenUp);
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
    if (this.#chunks === null) this.#chunks = [chunk];
    else this.#chunks.push(chunk);
  }

  onResponseEnd(): void {
    this.#end();
    this.resolve({
      status: this.#status ?? 0,
      headers: this.#headers ?? {},
      body: Buffer.concat(this.#chunks ?? []),
    });
  }

  onResponseError(_: Controller, cause: Error): void {
    this.#end();
    this.reject(this.#error(false, cause));
  }

  /** The signal has fired. */
  handleEvent(): void {
    if (this.#signal) this.#giveUp(this.#signal.reason);
  }

  static #timeOut(exchange: Exchange): void {
    exchange.#giveUp(exchange.#error(true));
  }

  #giveUp(reason: Error): void {
    this.#end();
    this.reject(reason);
    this.#givenUp = reason;
    this.#controller?.abort(reason);
  }

  #end(): void {
    clearTimeout(this.#timer);
    this.#signal?.removeEventListener("abort", this);
  }

  #error(timedOut: boolean, cause?: Error): TransportError {
    return new TransportError(this.#phase, timedOut, this.#status, cause);
  }
}
