import { expect, it } from "vitest";
import { ServiceError } from "../../src/domain/errors.ts";
import { AnswerBudget } from "../../src/pipeline/answer-budget.ts";
import { TURN_BYTES, TURNS, Turns } from "../../src/util/turns.ts";

const LIMITS = { MAX_ANSWER_OBJECTS: 1e9, MAX_ANSWER_BYTES: 1e9 };
const PLACE = { fieldNodes: [], fragments: {}, returnType: { name: "Thing" } };

it("grants no more in a turn than the turn has, and nothing that is owed", async () => {
  const turns = new Turns();
  expect(turns.take(TURN_BYTES)).toBe(true);
  expect(turns.take(1)).toBe(false);
  const [, second, third] = [1, 2, 3].map(() => turns.next(0.8 * TURN_BYTES));
  await second;
  // Two of them took more than a turn has.
  expect(turns.take(1)).toBe(false);
  await third;
});

it("never begins what waits for an operation that has ended", async () => {
  const turns = new Turns();
  let begun = "";
  void turns.next(1, () => true).then(() => (begun += "ended"));
  await turns.next(1).then(() => (begun += "running"));
  expect(begun).toBe("running");
});

it("goes on with what is begun before it begins with something new, of which it begins one in a turn", async () => {
  const turns = new Turns();
  const order: string[] = [];
  const goesOn = async (name: string) => {
    await turns.begin();
    order.push(`${name} is begun`);
    await turns.next(TURN_BYTES);
    order.push(`${name} has gone on`);
  };
  await Promise.all([goesOn("first"), goesOn("second")]);
  expect(order).toEqual([
    "first is begun",
    "first has gone on",
    "second is begun",
    "second has gone on",
  ]);
});

it("hands on a list that a turn has room for as a whole, when its turn comes", async () => {
  const budget = new AnswerBudget(LIMITS, 1000, { at: Number.POSITIVE_INFINITY });
  const items = Array.from({ length: 1000 }, (_, n) => n);
  while (TURNS.take(TURN_BYTES / 10)); // Others have taken this turn.
  const list = budget.list(items, PLACE as never);
  expect(list).toBeInstanceOf(Promise);
  expect(await list).toBe(items);
});

it("ends a query whose time is up while its list is completed", async () => {
  const budget = new AnswerBudget(LIMITS, 5, { at: performance.now() - 1 });
  const items = Array.from({ length: 20_000 }, (_, n) => n);
  const made = budget.guard(async () => Promise.all(await budget.list(items, PLACE as never)));
  await expect(made).rejects.toThrow("The answer was not made within 5 ms.");
  await expect(made).rejects.toBeInstanceOf(ServiceError);
});
