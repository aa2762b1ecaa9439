import { describe, expect, it } from "vitest";
import { comparable } from "./difference.ts";
import { fuzz } from "./fuzz.ts";
import { shrunk } from "./shrink.ts";

/** By hand, with a seed of its own: `npm run fuzz`. */
const SEED = 20_240_601;
const PATIENCE_MS = 600_000;

const READS = new Set([
  ...["modelDetail", "modelVersionDetail", "model/user/list", "model/preset/list"],
  ...["eval/detail", "eval/report", "eval/model/list", "eval/result/list"],
  "eval/result/export/info",
]);

describe("random documents", () => {
  it(
    "are answered as the GraphQL specification demands, the first time and later",
    async () => {
      const report = await fuzz({ seed: SEED, documents: 1000 });
      expect(report.differences).toEqual([]);
      expect(report.withoutErrors).toBeGreaterThan(600);
      expect([...report.upstream].filter((operation) => !READS.has(operation))).toEqual([]);
    },
    PATIENCE_MS,
  );

  it(
    "are answered so too while calls fail upstream, with an error at each place that needs one",
    async () => {
      const report = await fuzz({ seed: SEED, documents: 150, withFaults: true });
      expect(report.differences).toEqual([]);
      expect(report.withoutErrors).toBeGreaterThan(30);
      expect(report.withoutErrors).toBeLessThan(120);
    },
    PATIENCE_MS,
  );
});

describe("a difference", () => {
  it("is shown by the smallest document that still has it", async () => {
    const query = `
      query A($more: Boolean!, $id: ID!) { ...Root models { totalCount } }
      query B { models { totalCount } }
      fragment Root on Query { model(id: $id) { id ...Named @include(if: $more) } }
      fragment Named on Model { name ... on Model { trainType } }`;
    const smallest = await shrunk(
      { query, variables: { more: true, id: "13410" }, operationName: "A" },
      async (candidate) => candidate.query.includes("trainType"),
    );
    expect(smallest.query.replace(/\s+/g, " ")).toBe("query A { model { trainType } }");
    expect(smallest).toMatchObject({ variables: {} });
  });

  it("is none where only the order of errors, or the mark in a cursor, is another", () => {
    const error = (path: string) => ({ message: "no", path: [path], extensions: { code: "X" } });
    const cursor = (mark: string) => Buffer.from(`${mark}.7`).toString("base64url");
    const one = { data: { cursor: cursor("abcdefgh") }, errors: [error("a"), error("b")] };
    const other = { data: { cursor: cursor("12345678") }, errors: [error("b"), error("a")] };
    expect(comparable(one)).toBe(comparable(other));
    expect(comparable({ ...one, errors: [error("a")] })).not.toBe(comparable(other));
    expect(comparable({ data: { a: 1, b: 2 } })).not.toBe(comparable({ data: { b: 2, a: 1 } }));
  });
});
