import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { directory } from "../auth/kit.ts";
import { startKit } from "../kit/index.ts";
import { overEventStream, overWebSocket, rest } from "../kit/subscribe.ts";
import { post } from "./refused.ts";

const LONG = "x".repeat(500_000);

describe("with a safelist", () => {
  it("a text that is too long is refused unread, listed or not", async () => {
    const path = join(directory(), "safelist.json");
    const listed = `{ __typename ${" ".repeat(600)} }`;
    writeFileSync(path, JSON.stringify({ short: "{ __typename }", listed }));
    const kit = await startKit({ settings: { SAFELIST: path, MAX_DOCUMENT_LENGTH: "500" } });
    for (const query of [`{ __typename } #${LONG}`, `"${LONG}`, listed]) {
      const { answer } = await post(kit.url, JSON.stringify({ query }));
      expect(answer.errors?.[0]?.extensions.code).toBe("PERSISTED_QUERY_NOT_IN_LIST");
      for (const subscribe of [overEventStream, overWebSocket]) {
        const [refused] = await rest(subscribe(kit, query));
        expect(refused?.errors?.[0]?.extensions.code).toBe("PERSISTED_QUERY_NOT_IN_LIST");
      }
    }
    expect(await kit.query("{ __typename }")).toEqual({ data: { __typename: "Query" } });
  });
});

describe("an error", () => {
  it.each([
    [
      "a variable of the wrong type",
      "query ($id: ID!) { model(id: $id) { name } }",
      { id: { a: LONG } },
    ],
    [
      "a scalar that cannot be read",
      "query ($d: Duration) { evaluationTask(id: 1, waitUpTo: $d) { id } }",
      { d: LONG },
    ],
    ["an id", "query ($id: ID!) { model(id: $id) { name } }", { id: LONG }],
  ])("does not repeat the whole of %s", async (_, query, variables) => {
    const kit = await startKit();
    // The first time as later.
    for (let count = 0; count < 3; count += 1) {
      const { answer } = await post(kit.url, JSON.stringify({ query, variables }));
      expect(answer.errors?.length).toBeGreaterThan(0);
      expect(JSON.stringify(answer).length).toBeLessThan(3000);
    }
    const subscription = "subscription ($id: ID!) { evaluationTaskUpdated(id: $id) { state } }";
    for (const subscribe of [overEventStream, overWebSocket]) {
      const results = await rest(subscribe(kit, subscription, { id: { a: LONG } }));
      expect(results[0]?.errors?.length).toBeGreaterThan(0);
      expect(JSON.stringify(results).length).toBeLessThan(3000);
    }
    expect(kit.upstream()).toEqual([]);
  });
});

describe("a list", () => {
  it("that is too long is refused as one, whatever its items are", async () => {
    const kit = await startKit();
    const ids = Array.from({ length: 38_000 }, () => "?");
    const query = `mutation ($ids: [ID!]!) { deleteModels(ids: $ids) { userErrors { code } } }`;
    const { answer } = await post(kit.url, JSON.stringify({ query, variables: { ids } }));
    const [error] = answer.errors ?? [];
    if (error?.extensions.code === "BAD_USER_INPUT") {
      expect(error.extensions.problems).toHaveLength(1);
      expect(error.message).toContain("a list of 38000");
    } else {
      expect(error?.extensions.code).toBe("LIMIT_EXCEEDED");
    }
    expect(JSON.stringify(answer).length).toBeLessThan(2000);
    expect(kit.upstream()).toEqual([]);
  });
});
