import { connect } from "node:net";

const PROBE_TIMEOUT_MS = 2000;

/**
 * Whether Qianfan's host has been reached lately: by any call, or else by a bare TCP connection, which
 * costs nothing of the account's quota.
 */
export class Reachability {
  #reachedAt = Number.NEGATIVE_INFINITY;
  #probe: Promise<boolean> | null = null;

  constructor(
    private readonly url: URL,
    /** How long it holds that the host was reached. */
    private readonly freshMs: number,
  ) {}

  reached(): void {
    this.#reachedAt = performance.now();
  }

  async isReachable(): Promise<boolean> {
    if (performance.now() - this.#reachedAt < this.freshMs) return true;
    this.#probe ??= accepts(this.url).finally(() => {
      this.#probe = null;
    });
    const accepted = await this.#probe;
    if (accepted) this.reached();
    return accepted;
  }
}

function accepts({ hostname, port, protocol }: URL): Promise<boolean> {
  const defaultPort = protocol === "https:" ? 443 : 80;
  const socket = connect({
    host: hostname.replace(/^\[|\]$/g, ""), // An IPv6 address stands in brackets.
    port: Number(port) || defaultPort,
    timeout: PROBE_TIMEOUT_MS,
  });
  return new Promise<boolean>((resolve) => {
    socket.once("connect", () => resolve(true));
    socket.once("error", () => resolve(false));
    socket.once("timeout", () => resolve(false));
  }).finally(() => socket.destroy());
}
