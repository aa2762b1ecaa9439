import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { startKit } from "../kit/index.ts";

const guide = readFileSync(new URL("../../docs/guide-training.md", import.meta.url), "utf8");
const documents = [...guide.matchAll(/```graphql\n(.*?)```/gs)].map(
  ([, document = ""]) => document,
);

it.each(documents)("query %# of the guide runs on the demo's data", async (document) => {
  const { query } = await startKit();
  const { data, errors } = await query(document);
  expect(errors).toBeUndefined();
  const [found] = Object.values<{ userErrors?: unknown } | null>(data);
  expect(found).not.toBeNull();
  expect(found?.userErrors ?? []).toEqual([]);
});

it("the guide has its queries", () => {
  expect(documents).toHaveLength(8);
});
