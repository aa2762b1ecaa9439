import { describe, expect, it } from "vitest";
import { startKit } from "../kit/index.ts";

const OPERATION = { query: "{ model(id: 13410) { name } }" };

function post(url: string, body: unknown, language: string): Promise<Response> {
  const headers = { "content-type": "application/json", "accept-language": language };
  return fetch(url, { method: "POST", headers, body: JSON.stringify(body) });
}

describe("operations sent together as a list", () => {
  it.each([
    ["en", "not answered. Send each by itself: HttpLink"],
    ["zh", "请逐个发送"],
  ])(
    "get one error each, in the form that Apollo's batch link shows (%s)",
    async (language, text) => {
      const { url, upstream } = await startKit();
      const answer = await post(url, [OPERATION, OPERATION, OPERATION], language);
      // The link throws for any other status, and for another number of results, without their errors.
      expect(answer.status).toBe(200);
      const results = await answer.json();
      expect(results).toHaveLength(3);
      for (const { errors } of results) {
        expect(errors).toMatchObject([
          {
            message: expect.stringContaining(text),
            extensions: { code: "BAD_REQUEST", retryable: false, requestId: expect.any(String) },
          },
        ]);
      }
      expect(upstream()).toEqual([]);
    },
  );

  it("get one error for all where they are none, or more than the link sends", async () => {
    const { url, upstream } = await startKit();
    for (const count of [0, 11, 1000]) {
      const answer = await post(url, Array(count).fill(OPERATION), "en");
      expect(answer.status).toBe(400);
      expect((await answer.json()).errors).toHaveLength(1);
    }
    expect(upstream()).toEqual([]);
  });
});

describe("root fields merged into one operation, as stitching with `batch: true` does", () => {
  const merged = (count: number) => {
    const fields = Array.from(
      { length: count },
      (_, at) => `_${at}_model: model(id: 13410) { name }`,
    );
    return `{ ${fields.join(" ")} }`;
  };

  it("are answered up to MAX_ROOT_FIELDS, by one call for the same object", async () => {
    const { query, upstream } = await startKit();
    const { data, errors } = await query(merged(20));
    expect(errors).toBeUndefined();
    expect(Object.keys(data)).toHaveLength(20);
    expect(upstream()).toEqual(["modelDetail"]);
  });

  it("are refused beyond it, with the setting's name", async () => {
    const { query, upstream } = await startKit();
    const { errors } = await query(merged(21));
    expect(errors?.[0]?.extensions).toMatchObject({
      ...{ code: "LIMIT_EXCEEDED", setting: "MAX_ROOT_FIELDS", limit: 20, found: 21 },
    });
    expect(upstream()).toEqual([]);
  });
});
