import { describe, expect, it } from "vitest";
import { FairQueue } from "../../../../../src/datasources/qianfan/http/retry/fair-queue.ts";

function serveAll(turns: FairQueue): void {
  while (!turns.isEmpty) turns.next()?.();
}

function filled(owners: Readonly<Record<string, number>>) {
  const turns = new FairQueue();
  const order: string[] = [];
  const kept = new Map<string, { owner: object; waiters: (() => void)[] }>();
  for (const [name, count] of Object.entries(owners)) {
    const owner = {};
    const waiters = Array.from({ length: count }, (_, i) => () => void order.push(`${name}${i}`));
    for (const waiter of waiters) turns.add(owner, waiter);
    kept.set(name, { owner, waiters });
  }
  return { turns, order, kept };
}

describe("turns", () => {
  it("go round the owners, and within one keep the order", () => {
    const { turns, order } = filled({ a: 4, b: 1, c: 2 });
    serveAll(turns);
    expect(order).toEqual(["a0", "b0", "c0", "a1", "c1", "a2", "a3"]);
  });

  it("let a newcomer in after one turn of everyone else", () => {
    const { turns, order } = filled({ a: 3, b: 3 });
    turns.next()?.();
    turns.add({}, () => void order.push("late"));
    serveAll(turns);
    expect(order).toEqual(["a0", "b0", "a1", "late", "b1", "a2", "b2"]);
  });

  it("forget who has left, and an owner with nobody left", () => {
    const { turns, order, kept } = filled({ a: 2, b: 1 });
    const { owner, waiters } = kept.get("a") ?? { owner: {}, waiters: [] };
    for (const waiter of waiters) turns.remove(owner, waiter);
    serveAll(turns);
    expect(order).toEqual(["b0"]);
  });
});
