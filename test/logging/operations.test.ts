import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { bearer, tokensFile } from "../auth/kit.ts";
import { operationLines, startKit } from "../kit/index.ts";

describe("S24 an operation's line", () => {
  it("names the operation, who asked, how long it took, what it cost and how it ended", async () => {
    const { path, tokens } = tokensFile({ name: "front-end" });
    const { query, logged } = await startKit({ settings: { TOKENS_FILE: path } });
    const headers = { ...bearer(tokens[0] ?? ""), "x-request-id": "r-1" };
    const document = `query Names { a: model(id: "am-4kq9trv2xw7b") { name } b: model(id: 0) { name } }`;
    await query(document, {}, headers);
    expect(operationLines({ logged })).toEqual([
      {
        level: 30,
        time: expect.any(Number),
        pid: expect.any(Number),
        hostname: expect.any(String),
        msg: "operation",
        requestId: "r-1",
        caller: "front-end",
        account: "default",
        operation: "Names",
        kind: "query",
        hash: createHash("sha256").update(document).digest("hex"),
        milliseconds: expect.any(Number),
        upstreamCalls: 1,
        outcome: "partial",
        codes: ["BAD_USER_INPUT"],
      },
    ]);
  });

  it("is written as well for what is refused before it runs", async () => {
    const { query, logged } = await startKit();
    await query("{");
    await query("{ nothing }");
    await query(`{ ${"name ".repeat(100)} }`);
    await query("{ __typename }");
    expect(
      operationLines({ logged }).map(({ outcome, codes, kind }) => [outcome, codes, kind]),
    ).toEqual([
      ["failed", ["GRAPHQL_PARSE_FAILED"], null],
      ["failed", ["GRAPHQL_VALIDATION_FAILED"], null],
      ["failed", ["LIMIT_EXCEEDED"], null],
      ["ok", undefined, "query"],
    ]);
  });

  it("cannot be forged by what a caller writes", async () => {
    const { query, logged } = await startKit();
    const name = `A${"a".repeat(5_000)}`;
    await query(`query ${name} { __typename }`, {}, { "x-request-id": "1\u00e9" });
    expect(operationLines({ logged })[0]?.operation).toHaveLength(100);
    expect(operationLines({ logged })[0]?.requestId).toMatch(/^[0-9a-f-]{36}$/);
  });
});
