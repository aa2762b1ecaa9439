import { Agent, request } from "undici";
import type { Request } from "./traffic.ts";

/** Longer than any request may take: the deadline, a write after it, and some room. */
const PATIENCE_MS = 15_000;
const LEAVES = 0.03;

export interface Tally {
  requests: number;
  left: number;
  readonly codes: Map<string, number>;
  readonly classifyTransportError: string[];
}

/** Sends requests as a client does; now and then one leaves without waiting for the answer. */
export class Caller {
  readonly tally: Tally = { requests: 0, left: 0, codes: new Map(), classifyTransportError: [] };
  readonly #agent = new Agent({ connections: 64 });

  constructor(private readonly url: string) {}

  async send({ name, query, variables }: Request): Promise<void> {
    this.tally.requests += 1;
    const leaves = Math.random() < LEAVES;
    const signal = AbortSignal.timeout(leaves ? Math.ceil(Math.random() * 50) : PATIENCE_MS);
    try {
      const { statusCode, body } = await request(this.url, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ query, variables }),
        dispatcher: this.#agent,
        signal,
      });
      this.#count(name, statusCode, await body.json());
    } catch (error) {
      if (leaves && signal.aborted) this.tally.left += 1;
      else this.tally.classifyTransportError.push(`${name}: ${error}`);
    }
  }

  close(): Promise<void> {
    return this.#agent.close();
  }

  #count(name: string, status: number, body: unknown): void {
    if (status !== 200 || typeof body !== "object" || body === null || !("data" in body)) {
      this.tally.classifyTransportError.push(`${name}: HTTP ${status} ${JSON.stringify(body)}`);
      return;
    }
    for (const code of codesIn(body)) {
      this.tally.codes.set(code, (this.tally.codes.get(code) ?? 0) + 1);
    }
  }
}

function codesIn(answer: object): string[] {
  const errors = "errors" in answer && Array.isArray(answer.errors) ? answer.errors : [];
  return errors.length === 0
    ? ["answered whole"]
    : errors.map((error) => String(error?.extensions?.code));
}
