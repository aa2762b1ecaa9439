import { expect, it } from "vitest";
import { flap } from "../../scripts/soak/flapping.ts";
import { sendKeyedWrites } from "../../scripts/soak/keyed-writes.ts";
import { Witness } from "../../scripts/soak/witness.ts";
import { describeWithRedis } from "../kit/redis.ts";
import { startReplicas } from "../kit/replicas.ts";

const FLAPS_MS = 6000;

describeWithRedis("while Redis freezes and thaws", () => {
  it("R70: no mutation with a key is sent twice, and each outcome is true", async () => {
    const { replicas, redis, qianfan } = await startReplicas({
      emulator: { latencyMs: 20 },
      settings: { REDIS_TIMEOUT_MS: "200", UPSTREAM_ATTEMPTS: "1", UPSTREAM_RETRY_DELAY_MS: "0" },
    });
    // A refusal frees the key, which is when a release is on its way.
    qianfan.faults.share("eval/create", { kind: "refuse", code: 18 }, 0.5, { done: false });
    const witness = new Witness(qianfan);
    const end = performance.now() + FLAPS_MS;
    const isOver = () => performance.now() >= end;
    const urls = replicas.map(({ app }) => app.url);
    const clients = Array.from({ length: 8 }, (_, n) => sendKeyedWrites(urls, `w${n}`, isOver));
    await flap(redis, isOver);
    const tallies = await Promise.all(clients);
    witness.look();
    witness.look();
    expect(witness.writtenTwice()).toEqual([]);
    const made = tallies.flatMap((tally) => [...tally.made.values()]);
    expect(made.length).toBeGreaterThan(0);
    expect(made.filter((ids) => ids.size !== 1)).toEqual([]);
    const codes = new Set(tallies.flatMap((tally) => [...tally.answers.keys()]));
    expect([...codes].filter((code) => !TRUE_OUTCOMES.has(code))).toEqual([]);
  });
});

const TRUE_OUTCOMES = new Set([
  "done",
  "QIANFAN_RATE_LIMITED",
  "IDEMPOTENCY_UNAVAILABLE",
  "OUTCOME_UNKNOWN",
]);
