import { expect, it } from "vitest";
import { ServiceError } from "../../src/errors.ts";
import { AnswerBudget } from "../../src/pipeline/answer-budget.ts";
import { Turns } from "../../src/pipeline/turns.ts";

const PLACE = { fieldNodes: [], fragments: {}, returnType: { name: "Thing" } };

it("grants no more in a turn than the turn has, and nothing that is owed", async () => {
  const turns = new Turns();
  expect(turns.take(10, 20_000)).toBe(2);
  expect(turns.take(1, 20_000)).toBe(0);
  const [, second, third] = [1, 2, 3].map(() => turns.next(40_000, () => false));
  await second;
  // Two of them took more than a turn has.
  expect(turns.take(1, 20_000)).toBe(0);
  await third;
});

it("never begins what waits for an operation that has ended", async () => {
  const turns = new Turns();
  let begun = "";
  void turns.next(1, () => true).then(() => (begun += "ended"));
  await turns.next(1, () => false).then(() => (begun += "running"));
  expect(begun).toBe("running");
});

it("ends a query whose time is up while its list is completed", async () => {
  const limits = { MAX_ANSWER_OBJECTS: 1e9, MAX_ANSWER_BYTES: 1e9 };
  const budget = new AnswerBudget(limits, 5, { at: performance.now() - 1 });
  const items = Array.from({ length: 10_000 }, (_, n) => n);
  const made = budget.guard(() => Promise.all(budget.list(items, PLACE as never)));
  await expect(made).rejects.toThrow("The answer was not made within 5 ms.");
  await expect(made).rejects.toBeInstanceOf(ServiceError);
});
