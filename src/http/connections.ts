import type { IncomingMessage, ServerResponse } from "node:http";
import type { Duplex } from "node:stream";

/** Clients hardly ever send a request before the last one is answered; browsers never do. */
const MAX_PIPELINED = 100;

/**
 * The responses of every connection: one at a time on each, so that a connection with many pipelined
 * requests takes turns with all others, and none after the last one is announced.
 */
export class Connections {
  readonly #open = new Set<ServerResponse>();
  /** The requests that wait for an earlier one on their connection. */
  readonly #waiting = new WeakMap<Duplex, (() => void)[]>();
  #isClosing = false;

  handle(request: IncomingMessage, response: ServerResponse, run: () => void): void {
    const { socket } = request;
    const waiting = this.#waiting.get(socket);
    const begin = () => {
      this.#begin(request, response);
      run();
    };
    if (waiting === undefined) {
      this.#waiting.set(socket, []);
      begin();
    } else if (waiting.length < MAX_PIPELINED) {
      waiting.push(begin);
    } else {
      socket.destroy();
    }
  }

  /** Whether a request of the connection has not been answered yet. */
  isBusy(socket: Duplex): boolean {
    return this.#waiting.has(socket);
  }

  /** From now on each response is the last one of its connection, and says so. */
  close(): void {
    this.#isClosing = true;
    for (const response of this.#open) response.shouldKeepAlive = false;
  }

  #begin(request: IncomingMessage, response: ServerResponse): void {
    const { shouldKeepAlive } = response;
    this.#open.add(response);
    response.once("close", () => {
      this.#open.delete(response);
      this.#next(request.socket);
    });
    if (this.#isClosing) response.shouldKeepAlive = false;
    if (!hasContent(request)) return;
    // A response that is sent before the content was read ends the connection: node would read on.
    response.shouldKeepAlive = false;
    request.once("end", () => {
      response.shouldKeepAlive = shouldKeepAlive && !this.#isClosing;
    });
  }

  #next(socket: Duplex): void {
    const next = socket.destroyed ? undefined : this.#waiting.get(socket)?.shift();
    if (next) setImmediate(next);
    else this.#waiting.delete(socket);
  }
}

function hasContent({ headers }: IncomingMessage): boolean {
  return headers["transfer-encoding"] !== undefined || Number(headers["content-length"] ?? 0) > 0;
}
