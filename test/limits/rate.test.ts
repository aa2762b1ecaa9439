import { describe, expect, it } from "vitest";
import { bearer, tokensFile } from "../auth/kit.ts";
import { startKit } from "../kit/index.ts";
import { post } from "../security/refused.ts";

const PING = "{ __typename }";

describe("S16 the operations of a caller in a minute", () => {
  it("end at the limit, with the time until there are more, and leave other callers theirs", async () => {
    const { path, tokens } = tokensFile({ name: "ann" }, { name: "bob" });
    const settings = { TOKENS_FILE: path, RATE_LIMIT_PER_MINUTE: "3" };
    const { url, query, upstream } = await startKit({ settings });
    const [ann = "", bob = ""] = tokens;
    for (let count = 0; count < 3; count += 1) {
      expect((await query(PING, {}, bearer(ann))).errors).toBeUndefined();
    }
    const body = JSON.stringify({ query: `{ model(id: 1) { name } }` });
    const { status, headers, answer } = await post(url, body, bearer(ann));
    expect(status).toBe(429);
    expect(Number(headers.get("retry-after"))).toBeGreaterThan(0);
    expect(answer.errors?.[0]).toMatchObject({
      message: expect.stringMatching(
        /^ann has used its 3 operations of this minute\. Try again in \d+ s\.$/,
      ),
      extensions: {
        code: "RATE_LIMITED",
        retryable: true,
        retryAfterSeconds: Number(headers.get("retry-after")),
      },
    });
    expect(upstream()).toEqual([]);
    expect((await query(PING, {}, bearer(bob))).errors).toBeUndefined();
  });

  it("have no limit unless one is set", async () => {
    const { query } = await startKit();
    const answers = await Promise.all(Array.from({ length: 50 }, () => query(PING)));
    expect(answers.filter(({ errors }) => errors)).toEqual([]);
  });
});
