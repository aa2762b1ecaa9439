import type { Logger } from "pino";
import type { WebSocket } from "ws";
import type { Time } from "../../time.ts";

export interface ConnectionOptions {
  readonly heartbeatMs: number;
  /** How long it may stay without a subscription. */
  readonly idleMs: number;
  readonly time: Time;
  readonly log: Logger;
}

/** RFC 6455's code for a normal end, after which clients do not connect again. */
const NORMAL = 1000;

/** One WebSocket: found dead when it leaves a ping unanswered, closed when nobody uses it. */
export class Connection {
  #open = 0;
  #answered = true;
  #callOffIdle = () => {};
  #callOffBeat = () => {};

  constructor(
    readonly socket: WebSocket,
    private readonly options: ConnectionOptions,
  ) {
    socket.on("pong", () => {
      this.#answered = true;
    });
    // What a peer does wrong is its own affair; the socket closes by itself.
    socket.on("error", (error) => options.log.debug({ err: error }, "a WebSocket failed"));
    socket.once("close", () => {
      this.#callOffIdle();
      this.#callOffBeat();
    });
    this.#scheduleBeat();
  }

  /** How many subscriptions are open on it. */
  get open(): number {
    return this.#open;
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

  #scheduleIdle(): void {
    const { time, idleMs } = this.options;
    this.#callOffIdle();
    if (this.socket.readyState !== this.socket.OPEN) return;
    this.#callOffIdle = time.after(idleMs, () => this.socket.close(NORMAL, "Idle"));
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
