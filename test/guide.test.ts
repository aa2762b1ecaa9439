import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { startKit } from "./kit/index.ts";

/** Each section of the guide with its GraphQL. */
const SECTIONS = readFileSync("docs/guide.md", "utf8")
  .split(/^## /m)
  .slice(1)
  .map((section) => {
    const [title = ""] = section.split("\n", 1);
    const [, document = ""] = /```graphql\n(.*?)```/s.exec(section) ?? [];
    return { title, document };
  });

/** What the Python call of each section calls, last. */
const OPERATIONS = [
  "modelDetail",
  "modelVersionDetail",
  "publishTrainModel",
  "eval/create",
  "eval/detail",
  "eval/report",
  "eval/cancel",
];

describe("the guide", () => {
  it("has the seven calls", () => {
    expect(SECTIONS).toHaveLength(OPERATIONS.length);
  });

  it.each(SECTIONS)("says what runs: $title", async ({ title, document }) => {
    const { query, upstream } = await startKit();
    const answer = await query(document);
    expect(answer.errors).toBeUndefined();
    const [found] = Object.values<Record<string, unknown>>(answer.data);
    expect(found).toBeTruthy();
    expect(found?.userErrors ?? []).toEqual([]);
    expect(upstream()).toContain(OPERATIONS[Number.parseInt(title, 10) - 1]);
  });
});
