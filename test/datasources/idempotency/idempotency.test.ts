import { describe, expect, it } from "vitest";
import { z } from "zod";
import { Idempotency, type Write } from "../../../src/datasources/idempotency/idempotency.ts";
import { MemoryStore } from "../../../src/datasources/idempotency/memory-store.ts";
import type {
  IdempotencyStore,
  Outcome,
  Standing,
} from "../../../src/datasources/idempotency/store.ts";
import { IdMap } from "../../../src/datasources/ids/id-map.ts";

const made = { id: "ame-1" };

function writeOf(modelId: string, rest: unknown = {}): Write<typeof made> {
  return {
    caller: "ann",
    key: "k",
    operation: "publish",
    input: { ids: [["model", modelId]], rest },
    answer: z.object({ id: z.string() }),
    learnIds: async () => {},
  };
}

function startIdempotency(
  store: IdempotencyStore = new MemoryStore({ maxKeys: 10, maxAgeMs: 1000 }),
) {
  const idMap = new IdMap(100);
  return { idMap, idempotency: new Idempotency(store, idMap) };
}

/** A store in which every key is taken. */
function takenBy(fingerprint: string, outcome: () => Promise<Outcome | null>): IdempotencyStore {
  const standing: Standing = { state: "taken", fingerprint, outcome };
  return { claim: async () => standing };
}

const neverRun = () => Promise.reject(new Error("It was run."));

describe("a write with an idempotency key", () => {
  it("that is refused for its input asks for no outcome, which nothing would wait for", async () => {
    let asked = 0;
    const { idempotency } = startIdempotency(
      takenBy("another input", () => {
        asked += 1;
        return Promise.reject(new Error("Redis is away."));
      }),
    );
    await expect(idempotency.once(writeOf("am-1"), neverRun)).rejects.toMatchObject({
      code: "IDEMPOTENCY_KEY_REUSED",
    });
    expect(asked).toBe(0);
  });

  it("whose outcome was kept in another shape is of unknown outcome, and no fault of the server", async () => {
    const { idempotency } = startIdempotency();
    const other = { ...writeOf("am-1"), answer: z.unknown(), learnIds: async () => {} };
    await idempotency.once<unknown>(other, async () => ({ other: 1 }));
    await expect(idempotency.once(writeOf("am-1"), neverRun)).rejects.toMatchObject({
      code: "OUTCOME_UNKNOWN",
    });
  });

  it("is the same with an id in its other form", async () => {
    const { idempotency, idMap } = startIdempotency();
    expect(await idempotency.once(writeOf("13"), async () => made)).toEqual(made);
    idMap.learn("model", { id: "am-1", numericId: "13" });
    expect(await idempotency.once(writeOf("am-1"), neverRun)).toEqual(made);
    await expect(idempotency.once(writeOf("am-2"), neverRun)).rejects.toMatchObject({
      code: "IDEMPOTENCY_KEY_REUSED",
    });
  });

  it("reads what the first one made when the other form of an id is not known", async () => {
    const { idempotency, idMap } = startIdempotency();
    await idempotency.once(writeOf("13"), async () => made);
    const read: unknown[] = [];
    const learnIds = async (value: typeof made) => {
      read.push(value);
      idMap.learn("model", { id: "am-1", numericId: "13" });
    };
    expect(await idempotency.once({ ...writeOf("am-1"), learnIds }, neverRun)).toEqual(made);
    expect(read).toEqual([made]);
    await expect(
      idempotency.once({ ...writeOf("am-2"), learnIds }, neverRun),
    ).rejects.toMatchObject({ code: "IDEMPOTENCY_KEY_REUSED" });
  });

  it("is another one with another id, another number of ids or other settings", async () => {
    const { idempotency } = startIdempotency();
    await idempotency.once(writeOf("am-1", { a: 1, b: 2 }), async () => made);
    expect(await idempotency.once(writeOf("am-1", { b: 2, a: 1 }), neverRun)).toEqual(made);
    for (const write of [
      writeOf("am-1", { a: 1, b: 3 }),
      writeOf("am-2", { a: 1, b: 2 }),
      { ...writeOf("am-1"), input: { ids: [], rest: { a: 1, b: 2 } } },
      { ...writeOf("am-1", { a: 1, b: 2 }), operation: "evaluate" },
    ]) {
      await expect(idempotency.once(write, neverRun)).rejects.toMatchObject({
        code: "IDEMPOTENCY_KEY_REUSED",
      });
    }
  });
});
