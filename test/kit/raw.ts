import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { onTestFinished, vi } from "vitest";

export interface RawConnection {
  readonly socket: Socket;
  /** What the server has sent so far. */
  readonly received: () => string;
  readonly send: (...pieces: (string | Buffer)[]) => void;
  /** Resolves when what the server has sent holds a text, or matches, so often. */
  readonly until: (text: string | RegExp, times?: number) => Promise<void>;
  readonly closed: Promise<unknown>;
}

/** A connection to a server, for bytes that no HTTP client would send. */
export async function openRaw(url: string): Promise<RawConnection> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  onTestFinished(() => void socket.destroy());
  const closed = new Promise((resolve) => socket.once("close", resolve));
  let text = "";
  socket.on("data", (chunk) => (text += chunk));
  socket.on("error", () => {});
  await once(socket, "connect");
  return {
    socket,
    received: () => text,
    send: (...pieces) => {
      for (const piece of pieces) socket.write(piece);
    },
    until: (wanted, times = 1) =>
      vi.waitFor(
        () => {
          const found = text.match(new RegExp(wanted, "g"))?.length ?? 0;
          if (found < times) throw new Error(`${found} of ${times} ${wanted} in: ${text}`);
        },
        { timeout: 15_000, interval: 10 },
      ),
    closed,
  };
}

/** What a server sends in answer to some bytes until it hangs up. */
export async function rawAnswer(url: string, ...pieces: string[]): Promise<string> {
  const { send, closed, received } = await openRaw(url);
  send(...pieces);
  await closed;
  return received();
}

/** A request as it goes over the wire. */
export function rawRequest(
  method: string,
  target: string,
  headers: Readonly<Record<string, string>> = {},
  body = "",
): string {
  const all = { Host: "localhost", ...headers };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`);
  return `${[`${method} ${target} HTTP/1.1`, ...lines].join("\r\n")}\r\n\r\n${body}`;
}
