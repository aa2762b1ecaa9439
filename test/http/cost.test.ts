import { describe, expect, it } from "vitest";
import { bearer, tokensFile } from "../auth/kit.ts";
import { startKit } from "../kit/index.ts";
import { overEventStream, overMultipart, overWebSocket } from "../kit/subscribe.ts";
import { post } from "../security/refused.ts";

const SHOW = { "x-show-cost": "1" };

describe("extensions.cost", () => {
  it("says on request what an operation may cost and did cost, beside each limit", async () => {
    const { query } = await startKit();
    const document = `query ($ids: [ID!]!) { evaluationTasks(ids: $ids) { state units { modelVersion { framework } } } }`;
    const ids = ["ame-5wz1kd8qh3vn"];
    const { extensions, errors } = await query(document, { ids }, SHOW);
    expect(errors).toBeUndefined();
    expect(extensions).toEqual({
      cost: {
        requested: 11,
        allowed: 1000,
        upstreamCalls: { found: 3, limit: 100 },
        limits: {
          MAX_FIELDS: { found: 5, limit: 1000 },
          MAX_DEPTH: { found: 4, limit: expect.any(Number) },
          MAX_ALIASES: { found: 0, limit: expect.any(Number) },
          MAX_ROOT_FIELDS: { found: 1, limit: expect.any(Number) },
          MAX_DIRECTIVES: { found: 0, limit: expect.any(Number) },
          MAX_ANSWER_OBJECTS: { found: expect.any(Number), limit: expect.any(Number) },
        },
      },
    });
  });

  it("is not there unless it is asked for", async () => {
    const { query } = await startKit();
    const answer = await query(`{ model(id: "13410") { name } }`);
    expect(answer).toEqual({ data: { model: { name: "客服助手" } } });
  });

  it("counts no call for what is cached, and tells a refused operation's cost", async () => {
    const { query } = await startKit({ settings: { MAX_COST: "1" } });
    const VERSION = `{ modelVersion(id: "amv-8nzc3yh5pd1m") { state } }`;
    const calls = async () => (await query(VERSION, {}, SHOW)).extensions;
    expect(await calls()).toMatchObject({ cost: { requested: 1, upstreamCalls: { found: 1 } } });
    expect(await calls()).toMatchObject({ cost: { requested: 1, upstreamCalls: { found: 0 } } });
    const refused = await query(`{ modelVersions(ids: [1, 2, 3]) { state } }`, {}, SHOW);
    expect(refused.extensions).toMatchObject({ cost: { requested: 3, allowed: 1 } });
    expect(refused.errors).toMatchObject([
      { extensions: { code: "LIMIT_EXCEEDED", setting: "MAX_COST", limit: 1, found: 3 } },
    ]);
  });

  it.each([
    ["a WebSocket", overWebSocket],
    ["an event stream", overEventStream],
    ["parts of a response", overMultipart],
  ])("is told of each event over %s", async (_, subscribe) => {
    const kit = await startKit();
    const text = `subscription { evaluationTaskUpdated(id: "ame-5wz1kd8qh3vn") { report { version } } }`;
    const { value } = await subscribe(kit, text, {}, SHOW).next();
    expect(value?.extensions).toMatchObject({
      cost: { requested: 2, upstreamCalls: { found: 1 } },
    });
  });
});

describe("a limit that is reached", () => {
  it.each([
    ["MAX_FIELDS", { MAX_FIELDS: "1" }, "{ model(id: 1) { name } }", 2],
    ["MAX_DEPTH", { MAX_DEPTH: "1" }, "{ model(id: 1) { name } }", 2],
    ["MAX_ALIASES", { MAX_ALIASES: "1" }, "{ a: __typename b: __typename }", 2],
    ["MAX_ROOT_FIELDS", { MAX_ROOT_FIELDS: "1" }, "{ __typename models { totalCount } }", 2],
    [
      "MAX_DIRECTIVES",
      { MAX_DIRECTIVES: "1" },
      "{ __typename @skip(if: true) @include(if: true) }",
      2,
    ],
    ["MAX_COST", { MAX_COST: "1" }, "{ modelVersions(ids: [1, 2]) { state } }", 2],
    [
      "MAX_ANSWER_OBJECTS",
      { MAX_ANSWER_OBJECTS: "1" },
      `{ model(id: "13410") { versions { version } } }`,
      3,
    ],
    [
      "UPSTREAM_MAX_CALLS",
      { UPSTREAM_MAX_CALLS: "1" },
      `{ model(id: "13410") { name } evaluationTask(id: "5901") { name } }`,
      2,
    ],
  ])("is named with what was found and allowed: %s", async (setting, settings, document, found) => {
    const { query } = await startKit({ settings });
    const { errors } = await query(document);
    expect(errors?.[0]?.extensions).toMatchObject({ setting, limit: 1, found });
  });
});

describe("a caller's quota", () => {
  it("is told with each answer, and with the refusal", async () => {
    const { path, tokens } = tokensFile({ name: "ann" });
    const settings = { TOKENS_FILE: path, RATE_LIMIT_PER_MINUTE: "2" };
    const { url } = await startKit({ settings });
    const ask = () =>
      post(url, JSON.stringify({ query: "{ __typename }" }), bearer(tokens[0] ?? ""));
    const policy = '"operations";q=2;w=60';
    for (const [status, left] of [
      [200, 1],
      [200, 0],
      [429, 0],
    ]) {
      const { headers, status: answered, answer } = await ask();
      expect([answered, headers.get("ratelimit-policy")]).toEqual([status, policy]);
      expect(headers.get("ratelimit")).toMatch(new RegExp(`^"operations";r=${left};t=\\d+$`));
      if (status !== 429) continue;
      const extensions = { setting: "RATE_LIMIT_PER_MINUTE", limit: 2, code: "RATE_LIMITED" };
      expect(answer.errors?.[0]).toMatchObject({ extensions });
    }
  });

  it("is not told where there is none", async () => {
    const { url } = await startKit();
    const { headers } = await post(url, JSON.stringify({ query: "{ __typename }" }));
    expect(headers.get("ratelimit")).toBeNull();
  });
});
