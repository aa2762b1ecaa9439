import { once } from "node:events";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { describeListenError } from "../config/listen-error.ts";

/** How many may wait to be let in: all subscribers of a replica that has drained come at once. Linux allows as many. */
const BACKLOG = 4096;

/** Listens, and tells where: the port may have been any free one. */
export async function listen(server: Server, host: string, port: number): Promise<string> {
  server.listen({ port, host, backlog: BACKLOG });
  await once(server, "listening").catch((error: unknown) => {
    throw describeListenError(error, host, port);
  });
  const { port: taken } = server.address() as AddressInfo;
  return `http://${host.includes(":") ? `[${host}]` : host}:${taken}`;
}

/**
 * Takes nothing new, and closes when what runs has ended, at the latest after so many seconds.
 *
 * @param terminate ends what the server does not count among its connections
 */
export async function drain(
  server: Server,
  seconds: number,
  terminate: () => void = () => {},
): Promise<void> {
  const closed = once(server, "close");
  server.close();
  // A connection whose last answer has gone would otherwise be kept for the caller's next request.
  const idle = setInterval(() => server.closeIdleConnections(), 50);
  const late = setTimeout(() => {
    server.closeAllConnections();
    terminate();
  }, seconds * 1000);
  await closed;
  clearInterval(idle);
  clearTimeout(late);
}
