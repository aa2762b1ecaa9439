import type { z } from "zod";
import { BusinessError, ServiceError } from "../../domain/index.ts";
import type { IdMap } from "../ids/id-map.ts";
import { compareFingerprints, fingerprintOf, idsIn, type WriteInput } from "./fingerprint.ts";
import type { Claim, IdempotencyStore, Outcome } from "./store.ts";

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
  readonly input: WriteInput;
  /** What it answers, as it is read back from the store. */
  readonly answer: z.ZodType<Value>;
  /** Reads what an earlier write made of the given ids, so that both forms of them become known. */
  readonly learnIds: (made: Value, ids: readonly string[]) => Promise<void>;
  /** What is kept of its answer: all of it unless said; null where it changed nothing after all. */
  keep?(made: Value): unknown;
}

/**
 * Lets a write that carries a key happen once: the same again gets the first one's outcome, and waits
 * for it while it runs. A write that for certain changed nothing leaves its key free.
 */
export class Idempotency {
  constructor(
    private readonly store: IdempotencyStore,
    private readonly idMap: IdMap,
  ) {}

  /** @throws ServiceError `IDEMPOTENCY_KEY_REUSED`, `IDEMPOTENCY_UNAVAILABLE`, and what the write throws. */
  async once<Value>(write: Write<Value>, run: () => Promise<Value>): Promise<Value> {
    if (write.key === undefined) return run();
    const key = JSON.stringify([write.caller, write.key]);
    const fingerprint = fingerprintOf(write.operation, write.input);
    for (;;) {
      const standing = await this.store.claim(key, fingerprint);
      if (standing.state === "claimed") return runClaimed(standing.claim, write, run);
      const compare = () =>
        compareFingerprints(standing.fingerprint, fingerprint, write.input, this.idMap);
      const likeness = compare();
      if (likeness === "other") throw new ServiceError("IDEMPOTENCY_KEY_REUSED");
      const outcome = await standing.outcome();
      if (!outcome) continue;
      const value = replayed(outcome, write);
      if (likeness === "perhaps") {
        await write.learnIds(value, idsIn(standing.fingerprint));
        if (compare() !== "same") throw new ServiceError("IDEMPOTENCY_KEY_REUSED");
      }
      return value;
    }
  }
}

async function runClaimed<Value>(
  claim: Claim,
  { operation, keep = (made) => made }: Write<Value>,
  run: () => Promise<Value>,
): Promise<Value> {
  let value: Value;
  try {
    value = await run();
  } catch (error) {
    if (changedNothing(error)) await claim.release();
    else await claim.settle(unknown(error, operation));
    throw error;
  }
  const kept = keep(value);
  if (kept === null) await claim.release();
  else await claim.settle({ kind: "done", value: kept });
  return value;
}

function changedNothing(error: unknown): boolean {
  if (error instanceof BusinessError) return true;
  return error instanceof ServiceError && error.code !== "OUTCOME_UNKNOWN";
}

function unknown(error: unknown, operation: string): Outcome {
  if (error instanceof ServiceError) {
    return { kind: "unknown", details: error.details, qianfan: error.options.qianfan };
  }
  const reason = { en: "this server failed", zh: "本服务发生故障" };
  return { kind: "unknown", details: { operation, reason } };
}

function replayed<Value>(outcome: Outcome, { answer, operation }: Write<Value>): Value {
  if (outcome.kind === "unknown") {
    const details = { operation, ...outcome.details };
    throw new ServiceError("OUTCOME_UNKNOWN", details, { qianfan: outcome.qianfan });
  }
  const value = answer.safeParse(outcome.value);
  if (value.success) return value.data;
  // Another build of this server may have kept it.
  const reason = {
    en: "it was done, but what is kept of its answer cannot be read",
    zh: "已执行，但所保存的结果无法读取",
  };
  throw new ServiceError("OUTCOME_UNKNOWN", { operation, reason });
}
