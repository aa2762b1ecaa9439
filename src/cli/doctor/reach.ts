import { lookup } from "node:dns/promises";
import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { connect as connectTls } from "node:tls";
import type { Check } from "./check.ts";

/** Whether the host of an address has a name that resolves, takes connections, and proves who it is. */
export async function checkReach(url: URL, timeoutMs: number): Promise<Check[]> {
  const host = url.hostname.replace(/^\[|\]$/g, "");
  const isTls = url.protocol === "https:";
  const port = Number(url.port) || (isTls ? 443 : 80);
  const checks = [await attempt("name resolution", () => lookup(host))];
  if (checks.every(({ ok }) => ok)) {
    checks.push(await attempt("connection", () => opened(connect({ host, port }), timeoutMs)));
  }
  if (isTls && checks.every(({ ok }) => ok)) {
    const secure = () =>
      opened(connectTls({ host, port, servername: isAddress(host) ? "" : host }), timeoutMs, true);
    checks.push(await attempt("TLS", secure));
  }
  if (!isTls) checks.push({ name: "TLS", ok: true, detail: "not used: the address is http" });
  return checks;
}

async function attempt(name: string, run: () => Promise<unknown>): Promise<Check> {
  try {
    await run();
    return { name, ok: true, detail: null };
  } catch (error) {
    // A message has the host's name and address in it; its code has not.
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    return { name, ok: false, detail: /^[A-Z][A-Z_0-9]*$/.test(code) ? code : "failed" };
  }
}

async function opened(socket: Socket, timeoutMs: number, isTls = false): Promise<void> {
  try {
    await once(socket, isTls ? "secureConnect" : "connect", {
      signal: AbortSignal.timeout(timeoutMs),
    });
  } finally {
    socket.destroy();
  }
}

function isAddress(host: string): boolean {
  return /^[\d.]+$/.test(host) || host.includes(":");
}
