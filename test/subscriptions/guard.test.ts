import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import WebSocket from "ws";
import { bearer, directory, identityProvider, tokensFile } from "../auth/kit.ts";
import { type Answer, type Kit, operationLines, startKit } from "../kit/index.ts";
import {
  overEventStream,
  overWebSocket,
  rest,
  type Subscribe,
  webSocketUrl,
  wsClient,
} from "../kit/subscribe.ts";
import { spread } from "../reads/fixtures.ts";

const DONE = `subscription { evaluationTaskUpdated(id: "ame-5wz1kd8qh3vn") { state } }`;
const TRANSPORTS: Readonly<Record<string, Subscribe>> = {
  WebSocket: overWebSocket,
  "event stream": overEventStream,
};

/** What a subscription comes to that is refused, however its client tells so. */
async function refusal(subscribe: Subscribe, kit: Kit, query: string, headers = {}) {
  const answers: Answer[] = await rest(subscribe(kit, query, {}, headers)).catch(
    (closed: unknown) => [{ errors: [closed as never] }],
  );
  expect(answers.filter(({ data }) => data && Object.values(data).some(Boolean))).toEqual([]);
  return answers.at(-1)?.errors?.[0];
}

describe.each(Object.entries(TRANSPORTS))("a subscription over %s", (_, subscribe) => {
  it("S15 lets in who has the scope, and names it to who has not", async () => {
    const { path, tokens } = tokensFile(
      { name: "reader" },
      { name: "publisher", scopes: ["publish", "evaluate", "delete"] },
    );
    const kit = await startKit({ settings: { TOKENS_FILE: path } });
    const [reader = "", publisher = ""] = tokens;
    expect(await rest(subscribe(kit, DONE, {}, bearer(reader)))).toEqual([
      { data: { evaluationTaskUpdated: { state: "DONE" } } },
    ]);
    kit.upstream();
    expect(await refusal(subscribe, kit, DONE, bearer(publisher))).toMatchObject({
      message: "publisher may not do this: it needs the scope read.",
      extensions: { code: "FORBIDDEN" },
    });
    expect(kit.upstream()).toEqual([]);
  });

  it("S14 keeps out who has no token, an unknown one, or one that has expired", async () => {
    const { path, tokens } = tokensFile({ expires: "2020-01-01T00:00:00Z" });
    const kit = await startKit({ settings: { TOKENS_FILE: path } });
    for (const headers of [{}, bearer(`qfg_${"0".repeat(43)}`), bearer(tokens[0] ?? "")]) {
      expect(await refusal(subscribe, kit, DONE, headers)).toBeTruthy();
    }
    expect(kit.upstream()).toEqual([]);
  });

  it("S12 takes JWTs, of the right audience alone", async () => {
    const { settings, sign } = await identityProvider();
    const kit = await startKit({ settings });
    expect(await rest(subscribe(kit, DONE, {}, bearer(await sign())))).toHaveLength(1);
    const other = bearer(await sign({ aud: "other" }));
    expect(await refusal(subscribe, kit, DONE, other)).toBeTruthy();
  });

  it.each([
    ["MAX_DEPTH", "state dataset { name }", { MAX_DEPTH: "2" }],
    ["MAX_ALIASES", "a: state b: state c: state", { MAX_ALIASES: "2" }],
    ["MAX_FIELDS", "id state name description", { MAX_FIELDS: "4" }],
    ["MAX_DIRECTIVES", "state @skip(if: false) name @skip(if: false)", { MAX_DIRECTIVES: "1" }],
    ["MAX_COST", "units { modelVersion { framework } }", { MAX_COST: "10" }],
  ])("S07 keeps %s, plainly and through fragments", async (setting, selection, settings) => {
    const kit = await startKit({ settings });
    const field = `evaluationTaskUpdated(id: "ame-5wz1kd8qh3vn")`;
    for (const query of [
      `subscription { ${field} { ${selection} } }`,
      `subscription { ${field} { ...F } } fragment F on EvaluationTask { ${selection} }`,
    ]) {
      expect(await refusal(subscribe, kit, query)).toMatchObject({
        message: expect.stringContaining(`(${setting})`),
        extensions: { code: "LIMIT_EXCEEDED" },
      });
    }
    expect(kit.upstream()).toEqual([]);
  });

  it("S03 keeps the length of a document, and S18 suggests nothing in production", async () => {
    const kit = await startKit({ settings: { MAX_TOKENS: "50", NODE_ENV: "production" } });
    const long = `subscription { evaluationTaskUpdated(id: 1) { ${"state ".repeat(60)} } }`;
    expect((await refusal(subscribe, kit, long))?.message).toContain("50 tokens");
    const wrong = `subscription { evaluationTaskUpdated(id: 1) { stat } }`;
    expect((await refusal(subscribe, kit, wrong))?.message).toBe(
      'Cannot query field "stat" on type "EvaluationTask".',
    );
  });

  it("S16 counts against its caller's operations of a minute", async () => {
    const kit = await startKit({ settings: { RATE_LIMIT_PER_MINUTE: "1" } });
    expect(await rest(subscribe(kit, DONE))).toHaveLength(1);
    expect(await refusal(subscribe, kit, DONE)).toBeTruthy();
  });

  it("S24 is one line of the log when it ends", async () => {
    const kit = await startKit();
    await rest(subscribe(kit, DONE));
    while (operationLines(kit).length === 0) await new Promise(setImmediate);
    expect(operationLines(kit)).toMatchObject([
      { kind: "subscription", caller: "anyone", account: "default", outcome: "ok" },
    ]);
  });

  it("S11 never shows an event of another account's object", async () => {
    const [a, b] = [
      { accessKey: "a".repeat(32), secretKey: "b".repeat(32), userId: 1 },
      { accessKey: "c".repeat(32), secretKey: "d".repeat(32), userId: 2 },
    ] as const;
    const path = join(directory(), "accounts.json");
    const accounts = [
      { name: "a", accessKey: a.accessKey, secretKey: a.secretKey },
      { name: "b", accessKey: b.accessKey, secretKey: b.secretKey },
    ];
    writeFileSync(path, JSON.stringify({ accounts }));
    const callers = tokensFile({ name: "ann", account: "a" }, { name: "bob", account: "b" });
    const kit = await startKit({
      emulator: { accounts: [a, b] },
      settings: {
        ACCOUNTS_FILE: path,
        TOKENS_FILE: callers.path,
        QIANFAN_ACCESS_KEY: "",
        QIANFAN_SECRET_KEY: "",
      },
    });
    const [ann = "", bob = ""] = callers.tokens;
    const [hers, his] = await Promise.all([
      rest(subscribe(kit, DONE, {}, bearer(ann))),
      rest(subscribe(kit, DONE, {}, bearer(bob))),
    ]);
    expect(hers).toEqual([{ data: { evaluationTaskUpdated: { state: "DONE" } } }]);
    expect(his.at(-1)?.errors?.[0]?.extensions.code).toBe("NOT_FOUND");
  });
});

describe("S14 a WebSocket", () => {
  it("is closed at once, for good, where its caller is not known", async () => {
    const kit = await startKit({ settings: { TOKENS_FILE: tokensFile({}).path } });
    const client = wsClient(kit, bearer("nobody"));
    const closed = await client
      .iterate({ query: DONE })
      .next()
      .catch((event: unknown) => event);
    expect(closed).toMatchObject({
      code: 4401,
      reason: expect.stringContaining("The token is not known here."),
    });
  });

  it("may be opened by a header as well as by connectionParams", async () => {
    const { path, tokens } = tokensFile({});
    const kit = await startKit({ settings: { TOKENS_FILE: path } });
    const socket = new WebSocket(webSocketUrl(kit), "graphql-transport-ws", {
      headers: bearer(tokens[0] ?? ""),
    });
    const answer = await new Promise((resolve) => {
      socket.on("open", () => socket.send(`{"type":"connection_init"}`));
      socket.on("message", (message) => resolve(JSON.parse(String(message))));
    });
    socket.close();
    expect(answer).toEqual({ type: "connection_ack" });
  });

  it("S13 is refused under a foreign name that was made to point to this machine", async () => {
    const kit = await startKit();
    const socket = new WebSocket(webSocketUrl(kit), "graphql-transport-ws", {
      headers: { host: "rebound.example", origin: "http://rebound.example" },
    });
    const error = await new Promise<Error>((resolve) => socket.once("error", resolve));
    expect(error.message).toContain("421");
  });
});

describe("S14 a subscription that is open", () => {
  it("ends when its caller's token is taken out of the file", async () => {
    const { path, tokens } = tokensFile({ name: "ann" });
    const kit = await startKit({ settings: { TOKENS_FILE: path } });
    const registry = kit.qianfan.registry();
    const { versions } = spread(registry, 1, 1);
    const id = registry.addTask({ versions, startedAt: kit.qianfan.clock.now() }).evalIdStr;
    const query = `subscription { evaluationTaskUpdated(id: "${id}") { state } }`;
    const results = overWebSocket(kit, query, {}, bearer(tokens[0] ?? ""));
    expect((await results.next()).value?.data?.evaluationTaskUpdated.state).toBe("PENDING");
    writeFileSync(path, JSON.stringify({ tokens: [] }));
    await vi.waitFor(
      () => expect(kit.logged.map(({ msg }) => msg)).toContain("the tokens have changed"),
      { timeout: 10_000 },
    );
    await vi.waitFor(() => expect(kit.time.scheduled.some((due) => due <= 2000)).toBe(true));
    kit.time.pass(10_000);
    const last = await results.next();
    expect(last.value?.errors?.[0]?.extensions.code).toBe("UNAUTHENTICATED");
  });
});
