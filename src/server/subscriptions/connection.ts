import { CloseCode } from "graphql-ws";
import type { Logger } from "pino";
import type { WebSocket } from "ws";
import type { Time } from "../../util/time.ts";
import { Channel } from "./channel.ts";
import type { SessionConnection } from "./session.ts";

export interface ConnectionOptions {
  readonly heartbeatMs: number;
  /** How long it may stay without a subscription. */
  readonly idleMs: number;
  readonly time: Time;
  readonly log: Logger;
}

/** RFC 6455's code for a normal end, after which clients do not connect again. */
const NORMAL = 1000;

/** How long a client may take to answer a close frame. */
const CLOSE_TIMEOUT_MS = 2_000;

/** A close frame holds 125 bytes, two of them the code. */
const MAX_REASON_BYTES = 123;

/** One WebSocket: found dead when it leaves a ping classifyTransportError, closed when nobody uses it. */
export class Connection implements SessionConnection {
  readonly channel: Channel;
  #open = 0;
  #answered = true;
  #callOffIdle = () => {};
  #callOffBeat = () => {};

  constructor(
    readonly socket: WebSocket,
    private readonly options: ConnectionOptions,
  ) {
    this.channel = new Channel(socket);
    socket.on("pong", () => {
      this.#answered = true;
    });
    // What a client does wrong is its own affair: ws sends the close frame that fits.
    socket.on("error", (error) => {
      options.log.debug({ err: error }, "a WebSocket failed");
      this.#terminateLater();
    });
    socket.once("close", () => {
      this.#callOffIdle();
      this.#callOffBeat();
    });
    this.#scheduleBeat();
  }

  introduced(): void {
    this.#scheduleIdle();
  }

  subscribed(): void {
    this.#open += 1;
    this.#callOffIdle();
  }

  completed(): void {
    this.#open -= 1;
    if (this.#open === 0) this.#scheduleIdle();
  }

  close(code: number, reason: string): void {
    const bytes = Buffer.from(reason).subarray(0, MAX_REASON_BYTES);
    this.socket.close(code, new TextDecoder().decode(bytes, { stream: true }));
    this.#terminateLater();
  }

  /** For an error that should not have been. */
  fail(error: unknown): void {
    this.options.log.error({ err: error }, "a WebSocket message failed");
    this.close(CloseCode.InternalServerError, "Internal server error");
  }

  /** ws itself waits for half a minute, in which a client may go on sending. */
  #terminateLater(): void {
    const timer = setTimeout(() => this.socket.terminate(), CLOSE_TIMEOUT_MS);
    this.socket.once("close", () => clearTimeout(timer));
  }

  #scheduleIdle(): void {
    const { time, idleMs } = this.options;
    this.#callOffIdle();
    if (this.socket.readyState !== this.socket.OPEN) return;
    this.#callOffIdle = time.after(idleMs, () => this.close(NORMAL, "Idle"));
  }

  #scheduleBeat(): void {
    const { time, heartbeatMs } = this.options;
    this.#callOffBeat = time.after(heartbeatMs, () => this.#beat());
  }

  #beat(): void {
    if (!this.#answered) {
      this.socket.terminate();
      return;
    }
    this.#answered = false;
    if (this.socket.readyState === this.socket.OPEN) this.socket.ping();
    this.#scheduleBeat();
  }
}
