import { createHash } from "node:crypto";
import type { z } from "zod";
import { ServiceError } from "../../errors.ts";
import { isRecord } from "../../is-record.ts";
import { Refusal } from "../qianfan/refusals.ts";
import type { IdempotencyStore, Outcome } from "./store.ts";

/** What a caller calls a write. */
export interface WriteName {
  /** Who calls it so: two callers with the same key do not meet. */
  readonly caller: string;
  /** Without one the write simply runs. */
  readonly key: string | undefined;
}

/** A write, and how it is told from another. */
export interface Write<Value> extends WriteName {
  readonly operation: string;
  readonly request: unknown;
  /** What it answers, as it is read back from the store. */
  readonly answer: z.ZodType<Value>;
}

/**
 * Lets a write that carries a key happen once: the same again gets the first one's outcome, and waits
 * for it while it runs. A write that for certain changed nothing leaves its key free.
 */
export class Idempotency {
  constructor(private readonly store: IdempotencyStore) {}

  /** @throws ServiceError `IDEMPOTENCY_KEY_REUSED`, `IDEMPOTENCY_UNAVAILABLE`, and what the write throws. */
  async once<Value>(write: Write<Value>, run: () => Promise<Value>): Promise<Value> {
    if (write.key === undefined) return run();
    const key = JSON.stringify([write.caller, write.key]);
    const fingerprint = fingerprintOf(write);
    for (;;) {
      const standing = await this.store.claim(key, fingerprint);
      if (standing.state === "claimed") return this.#run(key, write.operation, run);
      if (standing.fingerprint !== fingerprint) throw new ServiceError("IDEMPOTENCY_KEY_REUSED");
      const outcome = await standing.outcome;
      if (outcome) return replayed(outcome, write);
    }
  }

  async #run<Value>(key: string, operation: string, run: () => Promise<Value>): Promise<Value> {
    let value: Value;
    try {
      value = await run();
    } catch (error) {
      if (changedNothing(error)) await this.store.free(key);
      else await this.store.keep(key, unknown(error, operation));
      throw error;
    }
    await this.store.keep(key, { kind: "done", value });
    return value;
  }
}

function fingerprintOf({ operation, request }: Write<unknown>): string {
  const text = JSON.stringify([operation, request], (_, value) => sorted(value));
  return createHash("sha256").update(text).digest("base64url");
}

// The order in which an object's members are written says nothing.
function sorted(value: unknown): unknown {
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function changedNothing(error: unknown): boolean {
  if (error instanceof Refusal) return true;
  return error instanceof ServiceError && error.code !== "OUTCOME_UNKNOWN";
}

function unknown(error: unknown, operation: string): Outcome {
  if (error instanceof ServiceError) {
    return { kind: "unknown", details: error.details, qianfan: error.options.qianfan };
  }
  const reason = { en: "this server failed", zh: "本服务发生故障" };
  return { kind: "unknown", details: { operation, reason } };
}

function replayed<Value>(outcome: Outcome, { answer }: Write<Value>): Value {
  if (outcome.kind === "done") return answer.parse(outcome.value);
  throw new ServiceError("OUTCOME_UNKNOWN", outcome.details, { qianfan: outcome.qianfan });
}
