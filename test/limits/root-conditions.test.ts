import { describe, expect, it } from "vitest";
import { type Kit, startKit } from "../kit/index.ts";
import { overEventStream, overWebSocket, rest, wsClient } from "../kit/subscribe.ts";

const FIELD = `evaluationTaskUpdated(id: "ame-5wz1kd8qh3vn")`;
const OTHER = `subscription Other { ${FIELD} { state } }`;
const SUBSCRIPTIONS: Readonly<Record<string, string>> = {
  "a variable": `subscription S($x: Boolean!) { ${FIELD} @skip(if: $x) { state } }`,
  "a nullable variable": `subscription S($x: Boolean = false) { ${FIELD} @include(if: $x) { state } }`,
  "a literal": `subscription S { ${FIELD} @skip(if: true) { state } }`,
  "a fragment": `subscription S($x: Boolean!) { ...F @include(if: $x) } fragment F on Subscription { ${FIELD} { state } }`,
  "a field of a fragment": `subscription S($x: Boolean!) { ...F } fragment F on Subscription { ${FIELD} @include(if: $x) { state } }`,
  "an inline fragment": `subscription S($x: Boolean!) { ... @skip(if: $x) { ${FIELD} { state } } }`,
};
const QUERY = `query Q { model(id: 13410) { name } }`;
const variables = { x: false };

async function post(kit: Kit, body: object): Promise<{ status: number; answer: string }> {
  const response = await fetch(kit.url, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      accept: "application/graphql-response+json",
    },
    body: JSON.stringify(body),
  });
  return { status: response.status, answer: await response.text() };
}

function get(kit: Kit, query: string): Promise<Response> {
  const url = new URL(kit.url);
  url.searchParams.set("query", query);
  url.searchParams.set("operationName", "Q");
  return fetch(url, { headers: { "apollo-require-preflight": "1" } });
}

describe.each(Object.entries(SUBSCRIPTIONS))(
  "@skip or @include at a subscription's root, by %s",
  (_, text) => {
    it("is a validation error over every transport, and costs no neighbour anything", async () => {
      const kit = await startKit();
      const { status, answer } = await post(kit, { query: text, variables, operationName: "S" });
      expect(status).toBe(400);
      expect(answer).toContain("GRAPHQL_VALIDATION_FAILED");
      for (const subscribe of [overEventStream, overWebSocket]) {
        const [result] = await rest(subscribe(kit, text, variables));
        expect(result?.errors?.[0]?.extensions.code).toBe("GRAPHQL_VALIDATION_FAILED");
      }
      const client = wsClient(kit);
      const neighbour = client.iterate({ query: OTHER });
      const refused = client.iterate({ query: text, variables }).next();
      await expect(refused).rejects.toMatchObject([
        { extensions: { code: "GRAPHQL_VALIDATION_FAILED" } },
      ]);
      expect((await neighbour.next()).value?.data).toBeTruthy();
      expect(kit.logged.filter(({ level }) => Number(level) > 30)).toEqual([]);
    });

    it("beside another operation leaves that to be answered, the first time as later", async () => {
      const kit = await startKit();
      const query = `${text} ${QUERY} ${OTHER}`;
      for (let count = 0; count < 3; count += 1) {
        const { status, answer } = await post(kit, { query, variables, operationName: "Q" });
        expect([status, answer]).toEqual([200, `{"data":{"model":{"name":"客服助手"}}}\n`]);
        expect(await (await get(kit, query)).json()).toEqual({
          data: { model: { name: "客服助手" } },
        });
        expect((await post(kit, { query, variables, operationName: "S" })).status).toBe(400);
      }
      const wrong = await post(kit, { query: `${text} query Q { nothing }`, operationName: "Q" });
      expect(wrong.answer).toContain("Cannot query field");
    });
  },
);

it("a document that Apollo cannot validate opens no way to the schema", async () => {
  const kit = await startKit({ settings: { INTROSPECTION: "false" } });
  const query = `${SUBSCRIPTIONS["a variable"]} query Q { __schema { types { name } } }`;
  const { status, answer } = await post(kit, { query, variables, operationName: "Q" });
  expect(status).toBe(400);
  expect(answer).not.toContain("EvaluationTask");
});
