import { expect, it } from "vitest";
import { WaitBudget } from "../../../src/datasources/polling/wait-budget.ts";

it("waits one after the other use up one budget, and those at the same time count once", () => {
  const budget = new WaitBudget();
  expect(budget.leftMs(100, 0)).toBe(100);
  budget.begin(0);
  budget.begin(10);
  expect(budget.leftMs(100, 30)).toBe(70);
  budget.end(40);
  budget.end(60);
  expect(budget.leftMs(100, 1000)).toBe(40);
  budget.begin(1000);
  expect(budget.leftMs(100, 1050)).toBe(0);
  budget.end(1050);
  expect(budget.leftMs(100, 2000)).toBe(0);
});
