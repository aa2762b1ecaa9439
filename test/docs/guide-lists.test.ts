import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { startKit } from "../kit/index.ts";

const guide = readFileSync(new URL("../../docs/guide-lists.md", import.meta.url), "utf8");
const documents = [...guide.matchAll(/```graphql\n(.*?)```/gs)].map(
  ([, document = ""]) => document,
);

it.each(documents)("query %# of the guide runs on the demo's data", async (document) => {
  const { query } = await startKit();
  const { data, errors } = await query(document, { id: "amemt-6hq1zk3vw8tb" });
  expect(errors).toBeUndefined();
  expect(JSON.stringify(data)).not.toContain(":null,");
});

it("the guide has its queries", () => {
  expect(documents).toHaveLength(10);
});
