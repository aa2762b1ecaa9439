import { describe, expect, it } from "vitest";
import type { V1Withdrawal } from "../../src/emulator/index.ts";
import { DATASET, FIRST, MODEL, SECOND } from "../emulator/v2/start.ts";
import { type Kit, startKit } from "../kit/index.ts";

const WITHDRAWALS: readonly V1Withdrawal[] = ["404", "410", "unsupported-method"];
const MINUTE = 60_000;

const start = () => startKit({ settings: { ADMIN_PORT: "0" } });

const warnings = ({ logged }: Kit) =>
  logged.filter(({ level }) => level === 40 || level === "warn");

async function readiness({ adminUrl }: Kit) {
  const response = await fetch(`${adminUrl}/readyz`);
  return { status: response.status, body: await response.json() };
}

async function gauges({ adminUrl }: Kit): Promise<string[]> {
  const text = await (await fetch(`${adminUrl}/metrics`)).text();
  return text.split("\n").filter((line) => line.startsWith("qianfan_graphql_v1_withdrawn{"));
}

describe("as long as V1 answers", () => {
  it("it is asked for all that it has", async () => {
    const kit = await start();
    await kit.query(`{ model(id: "${MODEL}") { name versions { state } } models { totalCount } }`);
    expect(kit.upstream().sort()).toEqual(["model/user/list", "modelDetail"]);
    expect((await readiness(kit)).body).toMatchObject({ checks: { v1: "ok" } });
    expect(await gauges(kit)).toEqual([]);
  });

  it("V2 takes a request that V1 has no place for", async () => {
    const { query, upstream } = await start();
    const { data, errors } = await query(`mutation { createEvaluationTask(input: {
      name: "比较", datasetId: "${DATASET}", rule: { scoreModes: [SIMILARITY] },
      versions: [{ modelVersionId: "${FIRST}", isBaseline: true }, { modelVersionId: "${SECOND}" }] }) {
      evaluationTask { id } userErrors { code } } }`);
    expect(errors).toBeUndefined();
    expect(data.createEvaluationTask.evaluationTask.id).toMatch(/^ame-/);
    expect(upstream()).toEqual(["CreateEvalTask"]);
  });
});

describe.each(WITHDRAWALS)("when V1's paths answer %s", (how) => {
  it("V2 answers, with one warning, a gauge for each operation, and a word in /readyz", async () => {
    const kit = await start();
    kit.qianfan.v1Withdrawal = how;
    const document = `{ model(id: "${MODEL}") { name versions { id state } } models { nodes { name } } }`;
    const { data, errors } = await kit.query(document);
    expect(errors).toBeUndefined();
    expect(data.model).toMatchObject({ name: "客服助手", versions: [{ state: "READY" }, {}, {}] });
    expect(data.models.nodes.length).toBeGreaterThan(0);
    kit.upstream();
    await kit.query("{ models { nodes { name } } }");
    expect(kit.upstream()).toEqual(["DescribeCustomModelSets"]);
    expect(warnings(kit)).toHaveLength(1);
    expect(await gauges(kit)).toContain(
      'qianfan_graphql_v1_withdrawn{operation="model/user/list"} 1',
    );
    expect(await readiness(kit)).toMatchObject({
      status: 200,
      body: { ready: true, checks: { v1: "failing" } },
    });
  });

  it("a write is sent by V2, once", async () => {
    const { query, qianfan, upstream } = await start();
    qianfan.v1Withdrawal = how;
    const { data, errors } = await query(`mutation { createEvaluationTask(input: {
      name: "评估", datasetId: "${DATASET}", rule: { scoreModes: [SIMILARITY] },
      versions: [{ modelVersionId: "${FIRST}" }] }) { evaluationTask { id } userErrors { code } } }`);
    expect(errors).toBeUndefined();
    expect(data.createEvaluationTask.userErrors).toEqual([]);
    expect(upstream().filter((operation) => operation === "CreateEvalTask")).toHaveLength(1);
  });
});

it("V1 is tried again after some minutes, and takes over when it answers", async () => {
  const kit = await start();
  const { query, qianfan, time, upstream } = kit;
  const document = `{ model(id: "${MODEL}") { name } }`;
  qianfan.v1Withdrawal = "404";
  await query(document);
  upstream();
  time.pass(4 * MINUTE);
  await query(document);
  expect(upstream()).toEqual(["DescribeModelSet"]);
  qianfan.v1Withdrawal = null;
  time.pass(2 * MINUTE);
  await query(document);
  expect(upstream()).toEqual(["modelDetail"]);
  expect((await readiness(kit)).body).toMatchObject({ checks: { v1: "ok" } });
  expect(await gauges(kit)).toEqual(['qianfan_graphql_v1_withdrawn{operation="modelDetail"} 0']);
  expect(warnings(kit)).toHaveLength(1);
});

it("a page that V2 began is gone on with by V2, also when V1 answers again", async () => {
  const { query, qianfan, time, upstream } = await start();
  for (let count = 0; count < 3; count += 1) qianfan.registry().addModel({ versions: 1 });
  const page = async (after: string | null) => {
    const document = `query ($after: String) { models(first: 2, after: $after) { nodes { id } pageInfo { endCursor } } }`;
    return (await query(document, { after })).data.models;
  };
  qianfan.v1Withdrawal = "410";
  const first = await page(null);
  qianfan.v1Withdrawal = null;
  time.pass(6 * MINUTE);
  upstream();
  const second = await page(first.pageInfo.endCursor);
  expect(upstream()).toEqual(["DescribeCustomModelSets"]);
  expect(second.nodes).toHaveLength(2);
  expect(second.nodes).not.toContainEqual(first.nodes[0]);
});

it("an integer whose string was learned from V1 is found by V2", async () => {
  const { query, qianfan, upstream } = await start();
  await query(`{ modelVersion(id: "${FIRST}") { id numericId } evaluationTask(id: "1") { id } }`);
  const { data } = await query(`{ model(id: "${MODEL}") { numericId } }`);
  qianfan.v1Withdrawal = "404";
  upstream();
  const { data: later, errors } = await query(
    `{ model(id: "${data.model.numericId}") { id description } }`,
  );
  expect(errors).toBeUndefined();
  expect(later.model.id).toBe(MODEL);
});
