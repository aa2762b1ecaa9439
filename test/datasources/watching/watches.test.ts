import { describe, expect, it } from "vitest";
import { IdMap } from "../../../src/datasources/ids/id-map.ts";
import type { PollTarget } from "../../../src/datasources/polling/poll-target.ts";
import {
  PollerRegistry,
  type PollerRegistryOptions,
} from "../../../src/datasources/polling/poller-registry.ts";
import { Snapshot } from "../../../src/datasources/polling/snapshot.ts";
import { ServiceError } from "../../../src/domain/index.ts";
import { ManualClock } from "../../../src/emulator/index.ts";
import { ManualTime } from "../../kit/time.ts";

interface Thing {
  readonly id: string;
  readonly state: string;
}

const STILL_FAILING = new ServiceError("QIANFAN_UNAVAILABLE", { operation: "x", reason: "down" });

/** A thing whose state a test sets, the polls of it, and what watches it. */
function watching(options: Partial<PollerRegistryOptions> = {}) {
  const time = new ManualTime(new ManualClock());
  const idMap = new IdMap(100);
  const thing = {
    state: "one" as string | null,
    failure: null as unknown,
    /** Where set, a read waits for it. */
    held: null as Promise<void> | null,
    reads: [] as { id: string; at: number; signal: AbortSignal }[],
  };
  const started = time.now();
  const watched: PollTarget<Thing> = {
    kind: "evaluationTask",
    async read(id, signal) {
      thing.reads.push({ id, at: time.now() - started, signal });
      await thing.held;
      if (thing.failure) throw thing.failure;
      return thing.state === null ? null : { id: "ame-1", state: thing.state };
    },
    isFinal: ({ state }) => state === "final",
    aspects: ({ state }) => state,
  };
  const watches = new PollerRegistry(watched, idMap, {
    minIntervalMs: 1000,
    maxIntervalMs: 10_000,
    maxSilenceMs: 60_000,
    maxWatchMs: 3_600_000,
    maxWaitMs: 50_000,
    pollTimeoutMs: 10_000,
    time,
    ...options,
  });
  const known = async () => (thing.state === null ? null : { id: "ame-1", state: thing.state });
  const subscribe = (id = "ame-1") => follow(watches.snapshots(id, known));
  /** Lets time pass and everything come of it that does. */
  const pass = async (ms: number) => {
    await settle();
    for (let passed = 0; passed < ms; ) {
      const step = Math.min(time.scheduled[0] ?? ms, ms - passed);
      time.pass(step);
      passed += step;
      await settle();
    }
  };
  return { time, thing, watches, idMap, subscribe, pass };
}

async function settle(): Promise<void> {
  for (let turn = 0; turn < 3; turn += 1) await new Promise(setImmediate);
}

/** Everything shown to one who takes it as it comes. */
function follow(snapshots: AsyncIterable<Snapshot<Thing>> & { return(): unknown }) {
  const seen: (string | Error)[] = [];
  const done = (async () => {
    try {
      for await (const { record, trouble } of snapshots) {
        seen.push(trouble ? `${record.state}, ${trouble.error.code}` : record.state);
      }
      seen.push("complete");
    } catch (error) {
      seen.push(error instanceof ServiceError ? error.code : String(error));
    }
  })();
  return { seen, done, leave: async () => void (await snapshots.return()) };
}

describe("watching", () => {
  it("shows what is now, then each change, and completes after the final state", async () => {
    const { thing, subscribe, pass, watches } = watching();
    const { seen } = subscribe();
    await pass(3000);
    thing.state = "two";
    await pass(1000);
    expect(seen).toEqual(["one", "two"]);
    thing.state = "final";
    await pass(1000);
    expect(seen).toEqual(["one", "two", "final", "complete"]);
    expect(watches.size).toBe(0);
  });

  it("shows something final once, and asks no more", async () => {
    const { thing, subscribe, watches, time } = watching();
    thing.state = "final";
    const { seen, done } = subscribe();
    await done;
    expect(seen).toEqual(["final", "complete"]);
    expect(thing.reads).toEqual([]);
    expect([watches.size, time.scheduled]).toEqual([0, []]);
  });

  it("polls once for everyone, and never sooner than the setting", async () => {
    const { thing, subscribe, pass, watches } = watching();
    const all = Array.from({ length: 1000 }, () => subscribe());
    await pass(5000);
    expect(thing.reads.map(({ at }) => at)).toEqual([1000, 2000, 3000, 4000, 5000]);
    expect([watches.size, watches.subscribers]).toEqual([1, 1000]);
    expect(new Set(all.map(({ seen }) => seen.join()))).toEqual(new Set(["one"]));
  });

  it("polls ever more rarely while nothing changes, and quickly again after a change", async () => {
    const { thing, subscribe, pass } = watching();
    subscribe();
    await pass(60_000);
    const gaps = thing.reads.map(({ at }, index) => at - (thing.reads[index - 1]?.at ?? 0));
    expect(gaps.slice(0, 10)).toEqual(Array(10).fill(1000));
    expect(gaps.at(-1)).toBeGreaterThan(4000);
    expect(gaps).toEqual([...gaps].sort((a, b) => a - b));
    thing.state = "two";
    await pass(10_000);
    const last = thing.reads.slice(-2).map(({ at }) => at);
    expect((last[1] ?? 0) - (last[0] ?? 0)).toBe(1000);
  });

  it("stops with the last who watches, and gives up the call that is under way", async () => {
    const { thing, subscribe, pass, watches, time } = watching();
    const [first, second] = [subscribe(), subscribe()];
    await pass(1000);
    await first.leave();
    await pass(1000);
    expect(thing.reads).toHaveLength(2);
    thing.held = new Promise(() => {});
    await pass(1000);
    expect(thing.reads[2]?.signal.aborted).toBe(false);
    await second.leave();
    expect(thing.reads[2]?.signal.aborted).toBe(true);
    expect([watches.size, watches.subscribers, time.scheduled]).toEqual([0, 0, []]);
    await second.done;
    expect(second.seen).toEqual(["one", "complete"]);
  });

  it("leaves nothing behind of someone who has gone before the first answer", async () => {
    const { watches, time } = watching();
    let answer = (_: Thing) => {};
    const held = new Promise<Thing>((resolve) => {
      answer = resolve;
    });
    const { leave, done } = follow(watches.snapshots("ame-1", () => held));
    await settle();
    const left = leave();
    answer({ id: "ame-1", state: "one" });
    await Promise.all([left, done]);
    expect([watches.size, time.scheduled]).toEqual([0, []]);
  });

  it("shows who comes later what is known when that is fresh, and else asks, once for all", async () => {
    const { thing, subscribe, pass } = watching();
    subscribe();
    await pass(60_000);
    const reads = thing.reads.length;
    thing.state = "two";
    const late = [subscribe(), subscribe()];
    await settle();
    expect(late.map(({ seen }) => seen)).toEqual([["two"], ["two"]]);
    const later = subscribe();
    await settle();
    expect(later.seen).toEqual(["two"]);
    expect(thing.reads).toHaveLength(reads + 1);
  });

  it("is one watch for both forms of an id, also when the pair is learned on the way", async () => {
    const { thing, subscribe, pass, watches, idMap } = watching();
    subscribe("ame-1");
    await settle();
    idMap.learn("evaluationTask", { id: "ame-1", numericId: "1" });
    subscribe("1");
    await pass(1000);
    expect(watches.size).toBe(1);
    expect(thing.reads.map(({ id }) => id)).toEqual(["ame-1"]);
  });

  it("ends with not found when there is no such thing, and when it is deleted meanwhile", async () => {
    const { thing, subscribe, pass, watches } = watching();
    const { seen } = subscribe();
    await pass(1000);
    thing.state = null;
    await pass(1000);
    expect(seen).toEqual(["one", "NOT_FOUND"]);
    const late = subscribe();
    await late.done;
    expect(late.seen).toEqual(["NOT_FOUND"]);
    expect(watches.size).toBe(0);
  });

  it("ends for whom it takes too long, and goes on for the others", async () => {
    const { subscribe, pass, watches } = watching({ maxWatchMs: 30_000 });
    const first = subscribe();
    await pass(20_000);
    const second = subscribe();
    await pass(10_000);
    expect(first.seen).toEqual(["one", "WATCH_TIME_EXCEEDED"]);
    expect(second.seen).toEqual(["one"]);
    expect(watches.subscribers).toBe(1);
  });
});

describe("upstream trouble while watching", () => {
  it("is told once, with what was known last, and once that it is over", async () => {
    const { thing, subscribe, pass } = watching();
    const { seen } = subscribe();
    await pass(1000);
    thing.failure = STILL_FAILING;
    await pass(30_000);
    expect(seen).toEqual(["one", "one, QIANFAN_UNAVAILABLE"]);
    const late = subscribe();
    await settle();
    expect(late.seen).toEqual(["one, QIANFAN_UNAVAILABLE"]);
    thing.failure = null;
    await pass(10_000);
    expect(seen).toEqual(["one", "one, QIANFAN_UNAVAILABLE", "one"]);
  });

  it("slows the polls down", async () => {
    const { thing, subscribe, pass } = watching();
    subscribe();
    await settle();
    thing.failure = STILL_FAILING;
    await pass(30_000);
    expect(thing.reads.map(({ at }) => at)).toEqual([1000, 3000, 7000, 15_000, 25_000]);
  });

  it("ends the watch after the set time without an answer, with the last error", async () => {
    const { thing, subscribe, pass, watches } = watching({ maxSilenceMs: 20_000 });
    const { seen } = subscribe();
    await settle();
    thing.failure = STILL_FAILING;
    await pass(60_000);
    expect(seen).toEqual(["one", "one, QIANFAN_UNAVAILABLE", "QIANFAN_UNAVAILABLE"]);
    expect(watches.size).toBe(0);
  });

  it("is no cover for a fault of our own, which ends the watch at once", async () => {
    const { thing, subscribe, pass } = watching();
    const { seen } = subscribe();
    await settle();
    thing.failure = new TypeError("a bug");
    await pass(1000);
    expect(seen).toEqual(["one", "TypeError: a bug"]);
  });

  it("before anything is known is the subscriber's error", async () => {
    const { watches } = watching();
    const { seen, done } = follow(watches.snapshots("ame-1", () => Promise.reject(STILL_FAILING)));
    await done;
    expect(seen).toEqual(["QIANFAN_UNAVAILABLE"]);
    expect(watches.size).toBe(0);
  });
});

describe("someone slow", () => {
  it("finds the newest next, not all that came in between", async () => {
    const { thing, watches, pass } = watching();
    const slow = watches.snapshots("ame-1", async () => ({ id: "ame-1", state: "one" }));
    expect((await slow.next()).value?.record.state).toBe("one");
    for (const state of ["two", "three", "four"]) {
      thing.state = state;
      await pass(1000);
    }
    expect((await slow.next()).value?.record.state).toBe("four");
    thing.state = "final";
    await pass(1000);
    expect((await slow.next()).value).toEqual(new Snapshot({ id: "ame-1", state: "final" }));
    expect((await slow.next()).done).toBe(true);
  });
});

describe("a look, after a mutation", () => {
  it("shows at once what has become of a thing", async () => {
    const { thing, subscribe, watches } = watching();
    const { seen } = subscribe();
    await settle();
    thing.state = "two";
    watches.look("ame-1");
    await settle();
    expect(seen).toEqual(["one", "two"]);
    expect(thing.reads).toHaveLength(1);
  });

  it("is repeated when a poll was under way that may have been answered before", async () => {
    const { thing, subscribe, watches, pass } = watching();
    subscribe();
    await settle();
    let answer = () => {};
    thing.held = new Promise((resolve) => {
      answer = resolve;
    });
    await pass(1000);
    watches.look("ame-1");
    watches.look("ame-1");
    thing.held = null;
    answer();
    await settle();
    expect(thing.reads).toHaveLength(2);
  });

  it("of what nobody watches costs nothing", () => {
    const { thing, watches } = watching();
    watches.look("ame-1");
    expect(thing.reads).toEqual([]);
  });
});

describe("waiting", () => {
  const NEVER = new AbortController().signal;
  const KNOWN = { id: "ame-1", state: "one" };

  it("ends at the final state", async () => {
    const { thing, watches, pass } = watching();
    const settled = watches.settled(KNOWN, 30_000, NEVER);
    await pass(2000);
    thing.state = "final";
    await pass(1000);
    expect(await settled).toMatchObject({ state: "final" });
    expect(thing.reads.map(({ at }) => at)).toEqual([1000, 2000, 3000]);
  });

  it("ends with the state reached when the time is up, and no later than the setting", async () => {
    const { thing, watches, pass, time } = watching({ maxWaitMs: 10_000 });
    const settled = watches.settled(KNOWN, 3_600_000, NEVER);
    await pass(2000);
    thing.state = "two";
    await pass(8000);
    expect(await settled).toMatchObject({ state: "two" });
    expect([watches.size, time.scheduled]).toEqual([0, []]);
  });

  it("ends with what is known when Qianfan does not answer, or the server stops", async () => {
    const { thing, watches, pass } = watching({ maxSilenceMs: 5000 });
    const first = watches.settled(KNOWN, 30_000, NEVER);
    await settle();
    thing.failure = STILL_FAILING;
    await pass(20_000);
    expect(await first).toBe(KNOWN);
    const second = watches.settled(KNOWN, 30_000, NEVER);
    await settle();
    watches.close();
    expect(await second).toBe(KNOWN);
    expect(await watches.settled(KNOWN, 30_000, NEVER)).toBe(KNOWN);
  });

  it("ends with null for what is deleted meanwhile", async () => {
    const { thing, watches, pass } = watching();
    const settled = watches.settled(KNOWN, 30_000, NEVER);
    await settle();
    thing.state = null;
    await pass(1000);
    expect(await settled).toBeNull();
  });

  it("ends with its caller, and one who has gone before does not wait at all", async () => {
    const { watches, time, thing } = watching();
    const leaving = new AbortController();
    const settled = watches.settled(KNOWN, 30_000, leaving.signal);
    await settle();
    leaving.abort();
    await settled;
    await watches.settled(KNOWN, 30_000, leaving.signal);
    expect([watches.size, time.scheduled, thing.reads]).toEqual([0, [], []]);
  });
});
