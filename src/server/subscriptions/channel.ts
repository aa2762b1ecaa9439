import type { WebSocket } from "ws";

/** How much may be sent and unread. One message may be larger: it is sent, and the next one waits. */
const MAX_UNREAD_BYTES = 65_536;

/** Sends messages on a WebSocket no faster than the client reads them. */
export class Channel {
  #wake = () => {};
  #drained: Promise<void> | null = null;

  constructor(private readonly socket: WebSocket) {
    socket.once("close", () => this.#wake());
  }

  get isOpen(): boolean {
    return this.socket.readyState === this.socket.OPEN;
  }

  /** Resolves when the message has been handed over; until then the next event waits, and may be overtaken. */
  async send(message: object): Promise<void> {
    await this.writable();
    if (!this.isOpen) return;
    const text = JSON.stringify(message);
    await new Promise<void>((resolve) => {
      // A socket that fails closes, which is where its subscriptions end.
      this.socket.send(text, () => {
        if (!this.#isFull) this.#wake();
        resolve();
      });
    });
  }

  /** Resolves when more may be sent, or the socket is closing. */
  async writable(): Promise<void> {
    while (this.isOpen && this.#isFull) {
      this.#drained ??= new Promise((resolve) => {
        this.#wake = () => {
          this.#drained = null;
          resolve();
        };
      });
      await this.#drained;
    }
  }

  get #isFull(): boolean {
    return this.socket.bufferedAmount > MAX_UNREAD_BYTES;
  }
}
