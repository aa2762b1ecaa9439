import { randomUUID } from "node:crypto";
import { once, setMaxListeners } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { DEMO_ACCOUNT } from "./account.ts";
import { type Call, CallLog } from "./calls.ts";
import { after, type Clock, RunningClock } from "./clock.ts";
import { administer, FAULTS_PATH } from "./faults/admin.ts";
import { misbehave } from "./faults/misbehave.ts";
import { FaultPlan } from "./faults/plan.ts";
import { type Answer, bodyOf } from "./http/answer.ts";
import { receive } from "./http/receive.ts";
import { Router } from "./http/router.ts";
import type { V1Withdrawal } from "./http/withdrawal.ts";
import type { Emulator, EmulatorOptions } from "./index.ts";
import { seedAccount } from "./seed/index.ts";
import { Accounts } from "./store/accounts.ts";
import type { Registry } from "./store/registry.ts";

export class LocalEmulator implements Emulator {
  readonly clock: Clock;
  latencyMs: number;
  clockSkewMs = 0;
  readonly faults = new FaultPlan();
  readonly #accounts: Accounts;
  readonly #router: Router;
  readonly #log = new CallLog();
  readonly #hasFaultsRoute: boolean;
  readonly #usedSockets = new WeakSet<object>();
  readonly #closing = new AbortController();
  readonly #server = createServer((request, response) => void this.#serve(request, response));
  #url = "";
  #closed: Promise<void> | null = null;

  constructor(options: EmulatorOptions) {
    this.clock = options.clock ?? new RunningClock();
    this.latencyMs = options.latencyMs ?? 0;
    this.#hasFaultsRoute = options.faults ?? false;
    this.#accounts = new Accounts(options.accounts ?? [DEMO_ACCOUNT], this.clock);
    this.#router = new Router(this.#accounts.registries);
    this.v1Withdrawal = options.v1Withdrawal ?? null;
    if (options.seed ?? true) seedAccount(this.registry());
    setMaxListeners(0, this.#closing.signal); // one for each answer that is held back
  }

  async listen(host = "127.0.0.1", port = 0): Promise<void> {
    this.#server.listen(port, host);
    await once(this.#server, "listening");
    this.#url = urlOf(this.#server.address());
  }

  get url(): string {
    return this.#url;
  }

  get calls(): Call[] {
    return this.#log.calls;
  }

  get v1Withdrawal(): V1Withdrawal | null {
    return this.#router.v1Withdrawal;
  }

  set v1Withdrawal(how: V1Withdrawal | null) {
    this.#router.v1Withdrawal = how;
  }

  registry(accessKey?: string): Registry {
    return this.#accounts.registry(accessKey);
  }

  close(): Promise<void> {
    this.#closed ??= this.#stop();
    return this.#closed;
  }

  async #stop(): Promise<void> {
    this.#closing.abort();
    this.#server.close();
    this.#server.closeAllConnections();
    await once(this.#server, "close");
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const received = await receive(request).catch(() => null);
    if (!received) return; // The caller hung up half-way.
    if (this.#hasFaultsRoute && received.path === FAULTS_PATH) {
      administer(this.faults, received, response);
      return;
    }
    const call = this.#log.open(received);
    response.setHeader("X-Bce-Request-Id", randomUUID());
    response.setHeader("Date", after(new Date(), this.clockSkewMs).toUTCString());
    const answer = (clockOffMs = this.clockSkewMs) =>
      this.#router.answer(received, after(new Date(), clockOffMs));
    const planned = this.faults.take(call.operation, this.#usedSockets.has(request.socket));
    this.#usedSockets.add(request.socket);
    if (planned) {
      const closing = this.#closing.signal;
      const sent = await misbehave(planned.fault, { ...planned, response, answer, closing });
      if (sent) this.#log.close(call, sent);
      return;
    }
    // What is asked is done on arrival; only the answer waits.
    const answered = answer();
    await this.#holdBack();
    if (response.destroyed || this.#closing.signal.aborted) return;
    this.#log.close(call, answered);
    write(response, answered);
  }

  async #holdBack(): Promise<void> {
    if (this.latencyMs <= 0) return;
    const { signal } = this.#closing;
    await sleep(this.latencyMs, undefined, { signal }).catch(() => undefined);
  }
}

function urlOf(address: AddressInfo | string | null): string {
  if (address === null || typeof address === "string") throw new Error("Not listening on a port");
  const host = address.family === "IPv6" ? `[${address.address}]` : address.address;
  return `http://${host}:${address.port}`;
}

function write(response: ServerResponse, { status, headers, body }: Answer): void {
  const bytes = bodyOf({ body });
  response.writeHead(status, {
    "Content-Type": "application/json; charset=utf-8",
    "Content-Length": bytes.length,
    ...headers,
  });
  response.end(bytes);
}
