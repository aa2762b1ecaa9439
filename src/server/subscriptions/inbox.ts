import type { WebSocket } from "ws";

/** A client may well begin or end all its subscriptions together; more than this floods. */
const MAX_WAITING = 1000;

/**
 * The messages of one WebSocket, handled one after the other. While one takes its time (or its reply is
 * not read), nothing more is read from the connection; one that has sent too much by then is cut.
 */
export class Inbox {
  readonly #waiting: string[] = [];
  #isBusy = false;

  constructor(
    private readonly socket: WebSocket,
    private readonly handle: (text: string) => Promise<void>,
  ) {
    socket.on("message", (message) => this.#receive(String(message)));
  }

  #receive(text: string): void {
    const { socket } = this;
    if (socket.readyState !== socket.OPEN) return;
    if (this.#waiting.length >= MAX_WAITING) {
      socket.terminate();
      return;
    }
    this.#waiting.push(text);
    if (this.#isBusy) socket.pause();
    else void this.#handleAll();
  }

  async #handleAll(): Promise<void> {
    const { socket } = this;
    this.#isBusy = true;
    for (;;) {
      const text = this.#waiting.shift();
      if (text === undefined || socket.readyState !== socket.OPEN) break;
      await this.handle(text);
    }
    this.#isBusy = false;
    if (socket.isPaused) socket.resume();
  }
}
