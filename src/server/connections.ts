import type { IncomingMessage, ServerResponse } from "node:http";
import type { Duplex } from "node:stream";

/** Clients hardly ever send a request before the last one is answered; browsers never do. */
const MAX_PIPELINED = 100;

/** One connection: the response that is being made, and the requests that wait for it. */
interface Lane {
  current: ServerResponse | null;
  readonly waiting: (() => void)[];
}

/**
 * The responses of every connection: one at a time on each, so that a connection with many pipelined
 * requests takes turns with all others, and none after the last one is announced. What is kept is kept
 * for a connection, not for a request: a set that requests enter and leave would hold on to each of them
 * until the next major garbage collection (a quarter of a small query's time).
 */
export class Connections {
  readonly #lanes = new Set<Lane>();
  readonly #laneOf = new WeakMap<Duplex, Lane>();
  #isClosing = false;

  handle(request: IncomingMessage, response: ServerResponse, run: () => void): void {
    const { socket } = request;
    const lane = this.#laneOf.get(socket) ?? this.#open(socket);
    const begin = () => {
      this.#begin(lane, request, response);
      run();
    };
    if (lane.current === null && lane.waiting.length === 0) begin();
    else if (lane.waiting.length < MAX_PIPELINED) lane.waiting.push(begin);
    else socket.destroy();
  }

  /** Whether a request of the connection has not been answered yet. */
  isBusy(socket: Duplex): boolean {
    const lane = this.#laneOf.get(socket);
    return lane !== undefined && (lane.current !== null || lane.waiting.length > 0);
  }

  /** From now on each response is the last one of its connection, and says so. */
  close(): void {
    this.#isClosing = true;
    for (const { current } of this.#lanes) if (current) current.shouldKeepAlive = false;
  }

  #open(socket: Duplex): Lane {
    const lane: Lane = { current: null, waiting: [] };
    this.#laneOf.set(socket, lane);
    this.#lanes.add(lane);
    socket.once("close", () => this.#lanes.delete(lane));
    return lane;
  }

  #begin(lane: Lane, request: IncomingMessage, response: ServerResponse): void {
    const { shouldKeepAlive } = response;
    lane.current = response;
    response.once("close", () => {
      lane.current = null;
      const next = request.socket.destroyed ? undefined : lane.waiting.shift();
      if (next) this.#inNextTurn(lane, next, response);
    });
    if (this.#isClosing) response.shouldKeepAlive = false;
    if (!hasContent(request)) return;
    // A response that is sent before the content was read ends the connection: node would read on.
    response.shouldKeepAlive = false;
    request.once("end", () => {
      response.shouldKeepAlive = shouldKeepAlive && !this.#isClosing;
    });
  }

  // Until then the connection is taken: a request that comes meanwhile waits behind.
  #inNextTurn(lane: Lane, next: () => void, last: ServerResponse): void {
    lane.current = last;
    setImmediate(next);
  }
}

function hasContent({ headers }: IncomingMessage): boolean {
  return headers["transfer-encoding"] !== undefined || Number(headers["content-length"] ?? 0) > 0;
}
