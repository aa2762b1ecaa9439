import { describe, expect, it } from "vitest";
import type { Registry } from "../../src/emulator/index.ts";
import { startKit } from "../kit/index.ts";
import { pathOf } from "../kit/problems.ts";
import { page } from "./walk.ts";

async function kitWithModels(count: number) {
  const kit = await startKit({ emulator: { seed: false } });
  const names = addModels(kit.qianfan.registry(), count);
  return { ...kit, newestFirst: names.toReversed() };
}

function addModels(registry: Registry, count: number): string[] {
  return Array.from({ length: count }, (_, index) => {
    const createTime = new Date(Date.UTC(2024, 0, 1) + index * 60_000);
    return registry.addModel({ name: `模型-${index}`, createTime }).modelName;
  });
}

describe("a list of models, page by page", () => {
  it.each([1, 2, 3, 7, 19, 20, 33, 50, 99, 100])(
    "is the whole list, forwards and backwards, %i at a time",
    async (size) => {
      const { query, newestFirst, upstream } = await kitWithModels(size < 3 ? 12 : 217);
      const forwards: string[] = [];
      let after: string | null = null;
      do {
        upstream();
        const { names, pageInfo, totalCount } = await page(query, { first: size, after });
        expect(upstream().length).toBeLessThanOrEqual(2);
        expect(totalCount).toBe(newestFirst.length);
        expect(pageInfo.hasPreviousPage).toBe(after !== null);
        forwards.push(...names);
        after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
      } while (after);
      expect(forwards).toEqual(newestFirst);

      const backwards: string[] = [];
      let before: string | null = null;
      do {
        const { names, pageInfo } = await page(query, { last: size, before });
        expect(pageInfo.hasNextPage).toBe(before !== null);
        backwards.unshift(...names);
        before = pageInfo.hasPreviousPage ? pageInfo.startCursor : null;
      } while (before);
      expect(backwards).toEqual(newestFirst);
    },
  );

  it("stays right when the page size changes at every step, for at most two calls each", async () => {
    const { query, newestFirst, upstream } = await kitWithModels(250);
    const seen: string[] = [];
    let after: string | null = null;
    for (let step = 0; step === 0 || after; step += 1) {
      const first = ((step * 37) % 100) + 1;
      upstream();
      const { names, pageInfo } = await page(query, { first, after });
      expect(upstream().length).toBeLessThanOrEqual(2);
      expect(names).toEqual(newestFirst.slice(seen.length, seen.length + first));
      seen.push(...names);
      after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
    }
    expect(seen).toEqual(newestFirst);
  });

  it("costs one call where Qianfan has a page that holds it, however far in", async () => {
    const { query, upstream, qianfan } = await kitWithModels(250);
    let after: string | null = null;
    for (let step = 0; step < 5; step += 1) {
      after = (await page(query, { first: 50, after })).pageInfo.endCursor;
    }
    expect(upstream()).toEqual(Array(5).fill("model/user/list"));
    expect(qianfan.calls.map(({ body }) => body)).toEqual(
      [1, 2, 3, 4, 5].map((pageNo) => ({
        pageNo,
        pageSize: 50,
        orderBy: "create_time",
        order: "desc",
      })),
    );
  });

  it("has what stands between two cursors", async () => {
    const { query, newestFirst } = await kitWithModels(30);
    const { pageInfo: front } = await page(query, { first: 5 });
    const { pageInfo: back } = await page(query, { last: 5 });
    const between = { after: front.endCursor, before: back.startCursor };
    expect((await page(query, { ...between, first: 100 })).names).toEqual(newestFirst.slice(5, 25));
    expect((await page(query, { ...between, last: 3 })).names).toEqual(newestFirst.slice(22, 25));
    const nothing = await page(query, { after: front.endCursor, before: front.endCursor });
    expect(nothing).toMatchObject({ names: [], totalCount: 30 });
    expect(nothing.pageInfo).toEqual({
      hasNextPage: true,
      hasPreviousPage: true,
      startCursor: null,
      endCursor: null,
    });
  });

  it("ends gracefully when the list has become shorter than where a cursor stands", async () => {
    const { query, qianfan, newestFirst } = await kitWithModels(30);
    const { pageInfo } = await page(query, { first: 25 });
    for (const model of [...qianfan.registry().own.models].slice(0, 20)) {
      qianfan.registry().deleteModel(model.modelId);
    }
    const { names, pageInfo: end, totalCount } = await page(query, { after: pageInfo.endCursor });
    expect([names, totalCount]).toEqual([[], 10]);
    expect(end).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
    expect((await page(query, { last: 3 })).names).toEqual(newestFirst.slice(7, 10));
  });

  it("is empty, without cursors, where there is nothing", async () => {
    const { query } = await kitWithModels(0);
    for (const wanted of [{}, { last: 3 }]) {
      expect(await page(query, wanted)).toEqual({
        names: [],
        totalCount: 0,
        pageInfo: {
          hasNextPage: false,
          hasPreviousPage: false,
          startCursor: null,
          endCursor: null,
        },
      });
    }
  });

  it("has 20 when nothing is said", async () => {
    const { query } = await kitWithModels(30);
    expect((await page(query, {})).names).toHaveLength(20);
  });
});

describe("the models of a list", () => {
  it("are told by it alone: name, type, tags, version count and newest version", async () => {
    const { query, upstream } = await startKit();
    const { data } = await query(`{ models(filter: { name: "客服" }) { nodes {
      id numericId name source type typeCode trainType tags createdAt versionCount
      latestVersion { id numericId version name state origin { __typename } model { name versionCount } }
    } } }`);
    expect(data.models.nodes).toMatchInlineSnapshot(`
      [
        {
          "createdAt": "2024-04-12T02:21:07.000Z",
          "id": "am-4kq9trv2xw7b",
          "latestVersion": {
            "id": "amv-5gx7md2kqw8z",
            "model": {
              "name": "客服助手",
              "versionCount": 3,
            },
            "name": "客服助手",
            "numericId": "16131",
            "origin": {
              "__typename": "CompressionOrigin",
            },
            "state": "READY",
            "version": "3",
          },
          "name": "客服助手",
          "numericId": "13410",
          "source": "OWN",
          "tags": [
            "客服",
            "测试",
          ],
          "trainType": "ernieBotLite-Speed",
          "type": "TEXT_GENERATION",
          "typeCode": 0,
          "versionCount": 3,
        },
      ]
    `);
    expect(upstream()).toEqual(["model/user/list"]);
  });

  it("have the same newest version as the model itself, whichever state it is in", async () => {
    const { query, qianfan } = await startKit();
    qianfan.registry().addModel({ name: "空模型" });
    const FIELDS = "id versionCount tags latestVersion { id version state stateText }";
    const listed = await query(`{ models { nodes { ${FIELDS} } } }`);
    for (const model of listed.data.models.nodes) {
      const { data } = await query(`query ($id: ID!) { model(id: $id) { ${FIELDS} } }`, {
        id: model.id,
      });
      expect(data.model).toEqual(model);
    }
    expect(listed.data.models.nodes).toHaveLength(5);
  });

  it("load what the list does not tell once each", async () => {
    const { query, upstream } = await startKit();
    const { data } = await query(
      "{ models { nodes { name description updatedAt versions { version } latestVersion { framework } } } }",
    );
    expect(data.models.nodes[2]).toMatchObject({
      name: "客服助手",
      versions: { length: 3 },
      latestVersion: { framework: "paddlepaddle" },
    });
    expect(upstream()).toEqual(["model/user/list", ...Array(4).fill("modelDetail")]);
  });

  it("keep their place when one of them cannot be loaded", async () => {
    const { query, qianfan } = await startKit({ settings: { UPSTREAM_MAX_CALLS: "3" } });
    const { data, errors } = await query("{ models { nodes { name versions { version } } } }");
    expect(data.models.nodes).toHaveLength(4);
    expect(errors?.length).toBe(2);
    expect(errors?.[0]?.extensions.code).toBe("UPSTREAM_BUDGET_EXCEEDED");
    expect(qianfan.calls).toHaveLength(3);
  });

  it("teach both forms of their ids and of their newest versions'", async () => {
    const { query, upstream } = await startKit();
    await query("{ models { nodes { id } } }");
    upstream();
    await query(`{ a: model(id: "13410") { name } b: model(id: "am-4kq9trv2xw7b") { name }
      c: modelVersion(id: "16131") { id } d: modelVersion(id: "amv-5gx7md2kqw8z") { framework } }`);
    expect(upstream()).toEqual(["modelDetail"]);
  });
});

describe("a list of preset models", () => {
  it("asks with the filters that preset models alone have", async () => {
    const { query, qianfan } = await startKit();
    const { data } = await query(`{ models(scope: PRESET, filter: {
      name: "ERNIE", types: [TEXT_GENERATION, INDUSTRY], typeCodes: [9], vendors: ["baidu"],
      contextLengths: ["8k"], languages: ["zh"], expansions: ["lora"] }) { nodes { name source } } }`);
    expect(data.models.nodes).toEqual([{ name: "ERNIE Lite", source: "PRESET" }]);
    expect(qianfan.calls.map(({ operation, body }) => [operation, body])).toEqual([
      [
        "model/preset/list",
        {
          pageNo: 1,
          pageSize: 20,
          nameFilter: "ERNIE",
          modelType: [0, 6, 9],
          modelVersionVendor: ["baidu"],
          ctxLength: ["8k"],
          languageSupport: ["zh"],
          expansion: ["lora"],
        },
      ],
    ]);
  });
});

describe("tags", () => {
  it("of a model that came from no list cost one call, which finds it by its name", async () => {
    const { query, qianfan } = await startKit();
    qianfan.registry().addModel({ name: "客服助手-2", tags: ["别的"] });
    const { data } = await query(`{ model(id: "13410") { name tags } }`);
    expect(data.model.tags).toEqual(["客服", "测试"]);
    expect(qianfan.calls.map(({ operation }) => operation)).toEqual([
      "modelDetail",
      "model/user/list",
    ]);
  });
});

describe("a wrong argument of a list", () => {
  it.each([
    ["first: 0", "first"],
    ["first: 101", "first"],
    ["first: -1", "first"],
    ["last: 0", "last"],
    ["last: 101", "last"],
    ["first: 5, last: 5", "last"],
    [`after: ""`, "after"],
    [`after: "AAAA"`, "after"],
    [`before: "${"a".repeat(5000)}"`, "before"],
    [`after: "\\u0000"`, "after"],
    [`filter: { name: "" }`, "filter.name"],
    [`filter: { name: "a\\u0000" }`, "filter.name"],
    ["filter: { types: [] }", "filter.types"],
    ["filter: { types: [VECTOR, INDUSTRY] }", "filter.types[1]"],
    ["filter: { typeCodes: [-1] }", "filter.typeCodes[0]"],
    [`filter: { vendors: ["a"] }`, "filter.vendors"],
    ["scope: PRESET, filter: { types: [INDUSTRIAL_SEARCH] }", "filter.types[0]"],
    ["scope: PRESET, orderBy: {}", "orderBy"],
  ])("%s is refused before anything is sent", async (args, path) => {
    const { query, upstream } = await startKit();
    const { data, errors } = await query(
      `{ models(${args}) { totalCount } model(id: "2") { name } }`,
    );
    expect(data).toEqual({ models: null, model: { name: "ERNIE Lite" } });
    expect(errors?.[0]?.extensions).toMatchObject({
      code: "BAD_USER_INPUT",
      problems: [{ path: pathOf(path) }],
    });
    expect(errors?.[0]?.message.length).toBeLessThan(400);
    expect(upstream()).toEqual(["modelDetail"]);
  });

  it("is told together with all others", async () => {
    const { query } = await startKit();
    const { errors } = await query(
      `{ models(first: 0, last: 200, filter: { name: "", typeCodes: [-1] }) { totalCount } }`,
    );
    expect(errors?.[0]?.extensions.problems).toMatchObject([
      { path: ["filter", "name"] },
      { path: ["filter", "typeCodes", 0] },
      { path: ["first"] },
      { path: ["last"] },
      { path: ["last"] },
    ]);
  });

  it("is a cursor of another list, by scope, filter or order", async () => {
    const { query } = await startKit();
    const { pageInfo } = await page(query, { first: 1 });
    const after = `after: "${pageInfo.endCursor}"`;
    for (const other of [
      "scope: PRESET",
      `filter: { name: "客" }`,
      "orderBy: { direction: ASC }",
    ]) {
      const { errors } = await query(`{ models(${after}, ${other}) { totalCount } }`);
      expect(errors?.[0]?.extensions).toMatchObject({ problems: [{ path: ["after"] }] });
    }
    for (const same of [
      "scope: OWN",
      "filter: {}",
      "filter: null",
      "orderBy: { direction: DESC }",
    ]) {
      const { data } = await query(`{ models(${after}, ${same}) { nodes { name } } }`);
      expect(data.models.nodes).toHaveLength(3);
    }
  });
});

describe("a list under way", () => {
  const DOCUMENT = "{ a: models(first: 3) { nodes { name } } b: models(first: 3) { totalCount } }";

  it("is one call for all who ask the same, in one request or in several", async () => {
    const { query, qianfan, upstream } = await startKit({ emulator: { latencyMs: 1000 } });
    await Promise.all(Array.from({ length: 20 }, () => query(DOCUMENT)));
    expect(upstream()).toEqual(["model/user/list"]);
    qianfan.latencyMs = 0;
    await query(DOCUMENT);
    expect(upstream()).toEqual(["model/user/list"]);
  });

  it("is paid from the operation's budget and shown to who asks where the time went", async () => {
    const { query } = await startKit({ settings: { UPSTREAM_MAX_CALLS: "1" } });
    const two = "{ a: models(first: 3) { totalCount } b: models(first: 4) { totalCount } }";
    const { errors, extensions } = await query(two, {}, { "x-show-upstream": "1" });
    expect(errors?.map((error) => error.extensions.code)).toEqual(["UPSTREAM_BUDGET_EXCEEDED"]);
    expect(extensions?.upstream).toMatchObject([
      {
        operation: "model/user/list",
        key: `{"pageNo":1,"pageSize":3}`,
        how: "sent",
      },
    ]);
  });

  it("is asked anew after a mutation that changes it", async () => {
    const { query, upstream } = await startKit();
    const { data } = await query(`mutation {
      publishModel(input: { modelName: "新模型", trainJobId: "20117", trainTaskId: "11982" }) { model { name tags } }
      deleteModels(ids: ["13410"]) { deletions { outcome } }
    }`);
    expect(data.publishModel.model).toEqual({ name: "新模型", tags: [] });
    upstream();
    expect((await page(query, {})).names).not.toContain("客服助手");
    expect(upstream()).toEqual(["model/user/list"]);
  });
});
