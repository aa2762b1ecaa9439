import { expect, it } from "vitest";
import { OperationNames } from "../../src/observability/operation-names.ts";

it("operation names are a bounded set of labels, whatever callers invent", () => {
  const names = new OperationNames(2);
  expect(
    ["A", null, "B", "C", "A", undefined, "", "x".repeat(1000)].map((name) => names.labelOf(name)),
  ).toEqual(["A", "anonymous", "B", "other", "A", "anonymous", "anonymous", "other"]);
});
