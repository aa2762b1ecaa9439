import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { SCOPES } from "../../src/auth/caller.ts";
import { DEMO_ACCOUNT } from "../../src/emulator/index.ts";
import { startKit } from "../kit/index.ts";
import { bearer, directory, identityProvider, tokensFile } from "./kit.ts";

const ACCOUNTS = [
  { accessKey: "a".repeat(32), secretKey: "b".repeat(32), userId: 1 },
  { accessKey: "c".repeat(32), secretKey: "d".repeat(32), userId: 2 },
] as const;
const [A, B] = ACCOUNTS;

function accountsFile(content: unknown): string {
  const path = join(directory(), "accounts.json");
  writeFileSync(path, JSON.stringify(content));
  return path;
}

const named = ({ accessKey, secretKey }: (typeof ACCOUNTS)[number], name: string) => ({
  name,
  accessKey,
  secretKey,
});

/** A server of two accounts, each with a caller; the first account has the demo's registry. */
async function twoAccounts(latencyMs = 0) {
  const path = accountsFile({ accounts: [named(A, "a"), named(B, "b")] });
  const { path: callers, tokens } = tokensFile(
    { name: "ann", account: "a", scopes: [...SCOPES] },
    { name: "bob", account: "b", scopes: [...SCOPES] },
  );
  const kit = await startKit({
    emulator: { accounts: ACCOUNTS, latencyMs },
    settings: {
      ACCOUNTS_FILE: path,
      TOKENS_FILE: callers,
      QIANFAN_ACCESS_KEY: "",
      QIANFAN_SECRET_KEY: "",
    },
  });
  const [ann = "", bob = ""] = tokens;
  return { kit, ann: bearer(ann), bob: bearer(bob) };
}

describe("S11 nothing of one account reaches another", () => {
  const REPORT = `{ evaluationTask(id: "ame-5wz1kd8qh3vn") { state report { rule { accuracy } } } }`;
  const TASK = `{ evaluationTask(id: "ame-5wz1kd8qh3vn") { name state } }`;
  const MODEL = `{ model(id: "am-4kq9trv2xw7b") { name } }`;

  it("through the cache of final things", async () => {
    const { kit, ann, bob } = await twoAccounts();
    expect((await kit.query(TASK, {}, ann)).data.evaluationTask).toMatchObject({ state: "DONE" });
    expect((await kit.query(TASK, {}, ann)).data.evaluationTask).not.toBeNull();
    expect(kit.upstream()).toEqual(["eval/detail"]);
    expect((await kit.query(TASK, {}, bob)).data.evaluationTask).toBeNull();
    expect(kit.qianfan.calls.map(({ accessKey }) => accessKey)).toEqual([A.accessKey, B.accessKey]);
  });

  it("through a version that is kept", async () => {
    const { kit, ann, bob } = await twoAccounts();
    const VERSION = `{ modelVersion(id: "amv-8nzc3yh5pd1m") { version parameters { input } } }`;
    expect((await kit.query(VERSION, {}, ann)).data.modelVersion).not.toBeNull();
    expect((await kit.query(VERSION, {}, bob)).data.modelVersion).toBeNull();
  });

  it("through a call that is under way", async () => {
    const { kit, ann, bob } = await twoAccounts(100);
    const [hers, his] = await Promise.all([kit.query(MODEL, {}, ann), kit.query(MODEL, {}, bob)]);
    expect([hers.data, his.data]).toEqual([{ model: { name: "客服助手" } }, { model: null }]);
    expect(kit.qianfan.calls.map(({ accessKey }) => accessKey).sort()).toEqual([
      A.accessKey,
      B.accessKey,
    ]);
  });

  it("through a known query that is under way", async () => {
    const { kit, ann, bob } = await twoAccounts();
    await kit.query(MODEL, {}, ann);
    kit.upstream();
    kit.qianfan.latencyMs = 200;
    const [hers, his] = await Promise.all([kit.query(MODEL, {}, ann), kit.query(MODEL, {}, bob)]);
    expect([hers.data, his.data]).toEqual([{ model: { name: "客服助手" } }, { model: null }]);
    expect(kit.upstream()).toEqual(["modelDetail", "modelDetail"]);
  });

  it("through the memory of id pairs and of versions' models", async () => {
    const { kit, ann, bob } = await twoAccounts();
    const pair = `{ model(id: "13410") { id numericId } }`;
    expect((await kit.query(pair, {}, ann)).data.model.id).toBe("am-4kq9trv2xw7b");
    kit.upstream();
    expect((await kit.query(pair, {}, bob)).data.model).toBeNull();
    expect(kit.qianfan.calls.at(-1)?.body).toMatchObject({ modelId: 13410 });
    const reference = `{ _entities(representations: [{ __typename: "Model", id: "13410" }]) { ... on Model { numericId } } }`;
    expect((await kit.query(reference, {}, bob)).data._entities).toEqual([null]);
  });

  it("through a mutation", async () => {
    const { kit, ann, bob } = await twoAccounts();
    const stop = `mutation { stopEvaluationTask(id: 5909) { evaluationTask { id } userErrors { code } } }`;
    expect((await kit.query(stop, {}, bob)).data.stopEvaluationTask).toEqual({
      evaluationTask: null,
      userErrors: [{ code: "EVALUATION_TASK_NOT_FOUND" }],
    });
    expect((await kit.query(stop, {}, ann)).errors).toBeUndefined();
  });

  it("through an idempotency key, also of one caller with both accounts", async () => {
    const { settings, sign } = await identityProvider();
    const path = accountsFile({ accounts: [named(A, "a"), named(B, "b")] });
    const kit = await startKit({
      emulator: { accounts: ACCOUNTS },
      settings: {
        ...settings,
        ACCOUNTS_FILE: path,
        QIANFAN_ACCESS_KEY: "",
        QIANFAN_SECRET_KEY: "",
      },
    });
    const publish = async (account: string) =>
      kit.query(
        `mutation { publishModel(input: { modelName: "新模型", trainJobId: "job-7xk2mwq9rtba", trainTaskId: "task-9wm4qz7xk2bt", idempotencyKey: "k" }) { model { id } userErrors { code } } }`,
        {},
        bearer(await sign({ scope: "publish", qianfan_account: account })),
      );
    const { data } = await publish("a");
    expect(data.publishModel.model).not.toBeNull();
    expect((await publish("b")).data.publishModel).toMatchObject({ model: null });
    expect(await publish("a")).toEqual({ data });
    expect(kit.qianfan.calls.map(({ accessKey }) => accessKey)).toEqual([A.accessKey, B.accessKey]);
  });

  it("and a report is read by its own account alone", async () => {
    const { kit, ann, bob } = await twoAccounts();
    await kit.query(REPORT, {}, ann);
    expect((await kit.query(REPORT, {}, bob)).data.evaluationTask).toBeNull();
  });
});

describe("a caller's account", () => {
  it("is named by a claim of a JWT, and is the environment's where none is", async () => {
    const { settings, sign } = await identityProvider();
    const path = accountsFile({ accounts: [named(B, "b")] });
    const { query, qianfan } = await startKit({
      emulator: { accounts: [DEMO_ACCOUNT, B] },
      settings: { ...settings, ACCOUNTS_FILE: path },
    });
    const model = "{ model(id: 13410) { name } }";
    await query(model, {}, bearer(await sign({ qianfan_account: "b" })));
    await query(model, {}, bearer(await sign()));
    expect(qianfan.calls.map(({ accessKey }) => accessKey)).toEqual([
      B.accessKey,
      DEMO_ACCOUNT.accessKey,
    ]);
  });

  it.each([
    ["a token has none of several", {}, "the token caller-0 has no account"],
    [
      "a token has an unknown one",
      { account: "x" },
      "the token caller-0 has the unknown account x",
    ],
  ])("stops the start where %s", async (_, token, told) => {
    const path = accountsFile({ accounts: [named(A, "a"), named(B, "b")] });
    const none = { QIANFAN_ACCESS_KEY: "", QIANFAN_SECRET_KEY: "", ACCOUNTS_FILE: path };
    await expect(
      startKit({ settings: { ...none, TOKENS_FILE: tokensFile(token).path } }),
    ).rejects.toThrow(told);
  });

  it("stops the start where there are several and no callers to bind to them", async () => {
    const path = accountsFile({ accounts: [named(A, "a"), named(B, "b")] });
    const none = { QIANFAN_ACCESS_KEY: "", QIANFAN_SECRET_KEY: "", ACCOUNTS_FILE: path };
    await expect(startKit({ settings: none })).rejects.toThrow("has several accounts");
  });

  it.each([
    ["no file", null, "there is no such file"],
    ["nothing in it", { accounts: [] }, "accounts: at least one account"],
    [
      "a key of the wrong form",
      { accounts: [{ ...named(A, "a"), secretKey: "s p" }] },
      "secretKey",
    ],
    ["two of one name", { accounts: [named(A, "a"), named(B, "a")] }, "two accounts are a"],
  ])("stops the start where the file has %s, and shows no key", async (_, content, told) => {
    const path = content === null ? "/nowhere/accounts.json" : accountsFile(content);
    const start = startKit({ settings: { ACCOUNTS_FILE: path } });
    await expect(start).rejects.toThrow(told);
    await expect(start).rejects.not.toThrow(/s p|bbbb/);
  });
});

it("each account may have a version of Qianfan's API of its own", async () => {
  const accounts = [
    { ...named(A, "a"), apiVersion: "v2" },
    { ...named(B, "b"), apiVersion: "v1" },
  ];
  const { path, tokens } = tokensFile(
    { name: "ann", account: "a", scopes: ["read"] },
    { name: "bob", account: "b", scopes: ["read"] },
  );
  const kit = await startKit({
    emulator: { accounts: ACCOUNTS },
    settings: {
      ACCOUNTS_FILE: accountsFile({ accounts }),
      TOKENS_FILE: path,
      QIANFAN_ACCESS_KEY: "",
      QIANFAN_SECRET_KEY: "",
    },
  });
  for (const token of tokens) await kit.query("{ models { totalCount } }", {}, bearer(token));
  expect(kit.upstream()).toEqual(["DescribeCustomModelSets", "model/user/list"]);
});
