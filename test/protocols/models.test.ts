import { describe, expect, it } from "vitest";
import { COMPRESSED, FIRST, MODEL, SECOND } from "../emulator/v2/start.ts";
import { startKit } from "../kit/index.ts";
import { tally } from "../reads/fixtures.ts";

const settings = { QIANFAN_API_VERSION: "v2" };
const PRESET = "am-ju3hi4ts39u9";

const startV2 = () => startKit({ settings });

describe("a model under v2", () => {
  it("names its versions in one call", async () => {
    const { query, upstream } = await startV2();
    const { data, errors } = await query(
      `{ model(id: "${MODEL}") { id numericId name type typeCode typeText tags versionCount versions { id version model { name } } } }`,
    );
    expect(errors).toBeUndefined();
    expect(data.model).toEqual({
      id: MODEL,
      numericId: null,
      name: "客服助手",
      type: "TEXT_GENERATION",
      typeCode: null,
      typeText: "Text2Text",
      tags: ["客服", "测试"],
      versionCount: 3,
      versions: [COMPRESSED, SECOND, FIRST].map((id, index) => ({
        id,
        version: String(3 - index),
        model: { name: "客服助手" },
      })),
    });
    expect(upstream()).toEqual(["DescribeModelSet"]);
  });

  it("needs one more call for each version of which more is selected", async () => {
    const { query, upstream } = await startV2();
    const { data, errors } = await query(
      `{ model(id: "${MODEL}") { versions { id state baseModel framework } again: versions(first: 1) { description } } }`,
    );
    expect(errors).toBeUndefined();
    expect(data.model.versions.map(({ state }: { state: string }) => state)).toEqual([
      "READY",
      "READY",
      "READY",
    ]);
    expect(tally(upstream())).toEqual({ DescribeModelSet: 1, DescribeModel: 3 });
  });

  it("is found by its state, newest first, and so is its newest version", async () => {
    const { query, upstream } = await startV2();
    const { data, errors } = await query(
      `{ model(id: "${MODEL}") { latestVersion { id } versions(state: READY) { id } } }`,
    );
    expect(errors).toBeUndefined();
    expect(data.model).toEqual({
      latestVersion: { id: COMPRESSED },
      versions: [{ id: COMPRESSED }, { id: SECOND }, { id: FIRST }],
    });
    expect(tally(upstream())).toEqual({ DescribeModelSet: 1, DescribeModel: 3 });
  });

  it("pages through its versions in Qianfan's order, one call a page", async () => {
    const { query, upstream } = await startV2();
    const page = (after: string | null) =>
      query(
        `query ($after: String) { model(id: "${MODEL}") { versionConnection(first: 2, after: $after) { nodes { id } pageInfo { endCursor hasNextPage } } } }`,
        { after },
      );
    const first = (await page(null)).data.model.versionConnection;
    expect(first).toMatchObject({ nodes: [{ id: COMPRESSED }, { id: SECOND }] });
    const second = (await page(first.pageInfo.endCursor)).data.model.versionConnection;
    expect(second).toMatchObject({ nodes: [{ id: FIRST }], pageInfo: { hasNextPage: false } });
    expect(tally(upstream())).toEqual({ DescribeModelSet: 2 });
  });

  it("of the platform's is found too", async () => {
    const { query } = await startV2();
    const { data, errors } = await query(
      `{ model(id: "${PRESET}") { source versions { state origin { __typename } name } } }`,
    );
    expect(errors).toBeUndefined();
    expect(data.model.source).toBe("PRESET");
    expect(data.model.versions[0]).toEqual({
      state: "READY",
      origin: { __typename: "PresetOrigin" },
      name: "ERNIE Lite",
    });
  });

  it("that does not exist is null, after both of V2's actions were asked", async () => {
    const { query, upstream } = await startV2();
    const { data, errors } = await query(`{ model(id: "am-nosuchmodel") { name } }`);
    expect({ data, errors }).toEqual({ data: { model: null }, errors: undefined });
    expect(upstream()).toEqual(["DescribeModelSet", "DescribeSystemModelSet"]);
  });

  it("is not asked for by an integer", async () => {
    const { query, upstream } = await startV2();
    const { errors } = await query(`{ model(id: "13410") { name } }`);
    expect(errors?.[0]?.extensions).toMatchObject({
      code: "NOT_SUPPORTED",
      apiVersion: "v2",
      supportedBy: "v1",
    });
    expect(errors?.[0]?.message).toContain("V2 has string ids only");
    expect(upstream()).toEqual([]);
  });
});

describe("a version under v2", () => {
  it("costs one call, and its model's name another where its answer leaves it out", async () => {
    const { query, upstream } = await startV2();
    const version = `modelVersion(id: "${FIRST}")`;
    await query(`{ ${version} { state version tokenLimits { inputTokens } } }`);
    expect(upstream()).toEqual(["DescribeModel"]);
    const { data, errors } = await query(
      `{ ${version} { name model { id } parameters { input } } }`,
    );
    expect(errors).toBeUndefined();
    expect(data.modelVersion).toEqual({
      name: "客服助手",
      model: { id: MODEL },
      parameters: null,
    });
    expect(tally(upstream())).toMatchObject({ DescribeModelSet: 1 });
  });

  it("is read once for both aliases, and kept when it is final", async () => {
    const { query, upstream } = await startV2();
    const document = `{ a: modelVersion(id: "${FIRST}") { state } b: modelVersion(id: "${FIRST}") { description } }`;
    await query(document);
    expect(upstream()).toEqual(["DescribeModel"]);
    await query(document);
    expect(upstream()).toEqual([]);
  });
});

describe("a list of models under v2", () => {
  const LIST = `query ($first: Int, $after: String, $last: Int, $before: String) {
    models(first: $first, after: $after, last: $last, before: $before) {
      nodes { id name tags versionCount versions { id } }
      pageInfo { endCursor startCursor hasNextPage hasPreviousPage } totalCount } }`;

  it("goes from page to page by markers, one call each", async () => {
    const { query, qianfan, upstream } = await startV2();
    for (let count = 0; count < 5; count += 1) qianfan.registry().addModel({ versions: 1 });
    const all = (await query(LIST, { first: 100 })).data.models;
    expect(all).toMatchObject({ totalCount: expect.anything(), pageInfo: { hasNextPage: false } });
    upstream();
    const ids: string[] = [];
    let after: string | null = null;
    do {
      const { data, errors }: Awaited<ReturnType<typeof query>> = await query(LIST, {
        first: 2,
        after,
      });
      expect(errors).toBeUndefined();
      ids.push(...data.models.nodes.map(({ id }: { id: string }) => id));
      const { endCursor, hasNextPage } = data.models.pageInfo;
      after = hasNextPage ? endCursor : null;
    } while (after);
    expect(ids).toEqual(all.nodes.map(({ id }: { id: string }) => id));
    expect(tally(upstream())).toEqual({ DescribeCustomModelSets: Math.ceil(ids.length / 2) });
  });

  it("goes backwards, and from its end", async () => {
    const { query, qianfan } = await startV2();
    for (let count = 0; count < 5; count += 1) qianfan.registry().addModel({ versions: 1 });
    const ids = (await query(LIST, { first: 100 })).data.models.nodes.map(
      ({ id }: { id: string }) => id,
    );
    const last = (await query(LIST, { last: 2 })).data.models;
    expect(last.nodes.map(({ id }: { id: string }) => id)).toEqual(ids.slice(-2));
    const before = (await query(LIST, { last: 2, before: last.pageInfo.startCursor })).data.models;
    expect(before.nodes.map(({ id }: { id: string }) => id)).toEqual(ids.slice(-4, -2));
  });

  it("goes on by position when the entry that the next page begins at is gone", async () => {
    const { query, qianfan } = await startV2();
    for (let count = 0; count < 5; count += 1) qianfan.registry().addModel({ versions: 1 });
    const ids = (await query(LIST, { first: 100 })).data.models.nodes.map(
      ({ id }: { id: string }) => id,
    );
    const { endCursor } = (await query(LIST, { first: 2 })).data.models.pageInfo;
    await query(`mutation { deleteModels(ids: ["${ids[2]}"]) { deletions { outcome } } }`);
    const next = (await query(LIST, { first: 2, after: endCursor })).data.models;
    expect(next.nodes.map(({ id }: { id: string }) => id)).toEqual(ids.slice(3, 5));
  });

  it.each([
    [`filter: { name: "客" }`, "filter.name"],
    ["filter: { types: [VECTOR] }", "filter.types"],
    ["orderBy: { direction: ASC }", "orderBy"],
  ])("has no %s", async (argument, name) => {
    const { query, upstream } = await startV2();
    const { errors } = await query(`{ models(${argument}) { totalCount } }`);
    expect(errors?.[0]?.extensions).toMatchObject({ code: "NOT_SUPPORTED", argument: name });
    expect(upstream()).toEqual([]);
  });

  it("of what can be evaluated says which model each version is of", async () => {
    const { query, upstream } = await startV2();
    const { data, errors } = await query(
      "{ evaluableModels { model { id name source type tags } versions { id version } } }",
    );
    expect(errors).toBeUndefined();
    const own = data.evaluableModels.find(
      ({ model }: { model: { id: string } }) => model.id === MODEL,
    );
    expect(own.model).toMatchObject({ name: "客服助手", source: "OWN", type: "TEXT_GENERATION" });
    expect(tally(upstream())).toEqual({
      DescribeEvalObjects: 2,
      DescribeCustomModelSets: 1,
      DescribeSystemModelSets: 1,
    });
  });
});
