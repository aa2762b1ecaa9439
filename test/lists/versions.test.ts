import { describe, expect, it } from "vitest";
import { startKit } from "../kit/index.ts";
import { pathOf } from "../kit/problems.ts";

const DOCUMENT = `query ($id: ID!, $first: Int, $after: String, $last: Int, $before: String, $state: ModelVersionState) {
  model(id: $id) { versionConnection(first: $first, after: $after, last: $last, before: $before, state: $state) {
    totalCount edges { cursor } nodes { version state }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  } }
}`;

async function kitWithVersions(count: number) {
  const kit = await startKit();
  const model = kit.qianfan.registry().addModel({ versions: count });
  const page = async (variables: object) => {
    const { data, errors } = await kit.query(DOCUMENT, { id: model.modelIdStr, ...variables });
    expect(errors).toBeUndefined();
    const { nodes, ...rest } = data.model.versionConnection;
    return { ...rest, versions: nodes.map(({ version }: { version: string }) => version) };
  };
  return { ...kit, model, page };
}

const down = (from: number, to: number) =>
  Array.from({ length: from - to + 1 }, (_, index) => String(from - index));

describe("a model's versions, page by page", () => {
  it("are all of them, newest first, for the one call that brings the model", async () => {
    const { page, upstream } = await kitWithVersions(250);
    const seen: string[] = [];
    let after: string | null = null;
    do {
      upstream();
      const { versions, pageInfo, totalCount } = await page({ first: 100, after });
      expect(upstream()).toEqual(["modelDetail"]);
      expect(totalCount).toBe(250);
      seen.push(...versions);
      after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
    } while (after);
    expect(seen).toEqual(down(250, 1));
  });

  it("go backwards too", async () => {
    const { page } = await kitWithVersions(25);
    const { versions, pageInfo } = await page({ last: 10 });
    expect(versions).toEqual(down(10, 1));
    expect((await page({ last: 10, before: pageInfo.startCursor })).versions).toEqual(down(20, 11));
  });

  it("keep their places when versions come and go between two pages", async () => {
    const { page, qianfan, model } = await kitWithVersions(10);
    const { pageInfo } = await page({ first: 4 });
    qianfan.clock.advance(1000);
    qianfan.registry().addVersion(model.modelId);
    const [seventh] = model.versions.filter(({ version }) => version === "7");
    qianfan.registry().deleteVersion(seventh?.modelVersionId ?? 0);
    const next = await page({ first: 3, after: pageInfo.endCursor });
    expect(next.versions).toEqual(["6", "5", "4"]);
    expect((await page({ last: 3, before: pageInfo.endCursor })).versions).toEqual([
      "10",
      "9",
      "8",
    ]);
    expect((await page({ first: 2 })).versions).toEqual(["11", "10"]);
  });

  it("are those in one state", async () => {
    const { query } = await startKit();
    const { data } = await query(DOCUMENT, { id: "13471", state: "READY", first: 2 });
    expect(data.model.versionConnection).toMatchObject({
      totalCount: 6,
      nodes: [
        { version: "7", state: "READY" },
        { version: "5", state: "READY" },
      ],
      pageInfo: { hasNextPage: true, hasPreviousPage: false },
    });
  });

  it("stand beside the plain list and leave it as it was", async () => {
    const { query, upstream } = await startKit();
    const { data } = await query(
      `{ model(id: "13410") { versions(first: 1) { version } versionConnection { nodes { version } } } }`,
    );
    expect(data.model.versions).toEqual([{ version: "3" }]);
    expect(data.model.versionConnection.nodes).toHaveLength(3);
    expect(upstream()).toEqual(["modelDetail"]);
  });

  it("refuse wrong arguments, and cursors of another model", async () => {
    const { query, page, model } = await kitWithVersions(3);
    const { pageInfo } = await page({ first: 1 });
    for (const [variables, path] of [
      [{ first: 101 }, "first"],
      [{ first: 1, last: 1 }, "last"],
      [{ after: "nonsense" }, "after"],
      [{ id: "13410", before: pageInfo.endCursor }, "before"],
    ] as const) {
      const { data, errors } = await query(DOCUMENT, { id: model.modelIdStr, ...variables });
      expect(data.model).toEqual({ versionConnection: null });
      expect(errors?.[0]?.extensions.problems).toMatchObject([{ path: pathOf(path) }]);
    }
  });
});

const WALK = `query ($first: Int, $after: String, $last: Int, $before: String) {
  model(id: "am-4kq9trv2xw7b") { versions { id } latestVersion { id }
    versionConnection(first: $first, after: $after, last: $last, before: $before) {
      nodes { id } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } } }`;

interface Told {
  readonly modelVersionIdStr: string;
  readonly modelVersionId?: string;
}

/** A model whose versions were all made in one second; each answer tells them in another order. */
async function kitOfOneSecond() {
  const kit = await startKit();
  const page = async (versions: readonly Told[], variables: object) => {
    const modelVersionList = versions.map((version) => ({
      ...version,
      createTime: "2024-04-12T02:21:07Z",
    }));
    const text = JSON.stringify({ result: { modelIdStr: "am-4kq9trv2xw7b", modelVersionList } });
    kit.qianfan.faults.next("modelDetail", { kind: "text", text, contentType: "application/json" });
    const { data, errors } = await kit.query(WALK, { ...variables });
    expect(errors).toBeUndefined();
    const ids = (list: readonly { id: string }[]) => list.map(({ id }) => id);
    const { nodes, pageInfo } = data.model.versionConnection;
    const all = ids(data.model.versions);
    expect(data.model.latestVersion).toEqual(all[0] === undefined ? null : { id: all[0] });
    return { all, seen: ids(nodes), pageInfo };
  };
  /** Every version, one a page; the list is another one at each page. */
  const walk = async (lists: readonly (readonly Told[])[], backwards = false) => {
    const seen: string[] = [];
    let place: object = {};
    for (const [index, versions] of lists.entries()) {
      const found = await page(versions, { [backwards ? "last" : "first"]: 1, ...place });
      const { pageInfo } = found;
      seen.push(...found.seen);
      place = backwards ? { before: pageInfo.startCursor } : { after: pageInfo.endCursor };
      const goesOn = backwards ? pageInfo.hasPreviousPage : pageInfo.hasNextPage;
      expect([index, goesOn]).toEqual([index, index < lists.length - 1]);
    }
    return seen;
  };
  return { page, walk };
}

const version = (name: string, modelVersionId?: string): Told => ({
  modelVersionIdStr: `amv-${name}`,
  ...(modelVersionId === undefined ? {} : { modelVersionId }),
});

describe("the versions of one second", () => {
  const [a, b, c, d] = [version("a"), version("b"), version("c"), version("d")];
  const IN_ANY_ORDER = [
    [c, a, d, b],
    [a, b, c, d],
    [d, c, b, a],
    [b, d, a, c],
  ];

  it.each([
    ["without integer ids", IN_ANY_ORDER],
    [
      "with integer ids over 2^53",
      IN_ANY_ORDER.map((list) =>
        list.map(({ modelVersionIdStr }) => ({
          modelVersionIdStr,
          modelVersionId: `900719925474099${"abcd".indexOf(modelVersionIdStr.slice(4)) + 2}`,
        })),
      ),
    ],
    [
      "with one integer id for all",
      IN_ANY_ORDER.map((list) => list.map((told) => ({ ...told, modelVersionId: "71" }))),
    ],
  ])("are all returned once, in both directions: %s", async (_, lists) => {
    const { page, walk } = await kitOfOneSecond();
    const order = ["amv-d", "amv-c", "amv-b", "amv-a"];
    for (const list of lists) expect((await page(list, {})).all).toEqual(order);
    expect(await walk(lists)).toEqual(order);
    expect(await walk(lists, true)).toEqual(order.toReversed());
  });

  it("keep their places when others of the same second come and go", async () => {
    const { walk } = await kitOfOneSecond();
    const lists = [
      [a, b, d],
      [a, c, b],
      [version("e"), b, a],
      [a, c],
    ];
    expect(await walk(lists)).toEqual(["amv-d", "amv-c", "amv-b", "amv-a"]);
  });

  it("stand after one another by number, not by text", async () => {
    const { page } = await kitOfOneSecond();
    const { all } = await page([version("z", "9"), version("y", "10"), version("x", "100")], {});
    expect(all).toEqual(["amv-x", "amv-y", "amv-z"]);
  });
});

describe("the models that can be evaluated", () => {
  const QUERY = `query ($filter: EvaluableModelFilter) { evaluableModels(filter: $filter) {
    model { id name source type tags trainType }
    versions { id version originText framework algorithm network description name model { name } }
  } }`;

  it("come with the versions that can be, from one call", async () => {
    const { query, upstream } = await startKit();
    const { data } = await query(QUERY);
    expect(
      data.evaluableModels.map(
        ({ model, versions }: { model: { name: string }; versions: { version: string }[] }) =>
          `${model.name}: ${versions.map(({ version }) => version).join(" ")}`,
      ),
    ).toEqual([
      "客服助手: 1 2 3",
      "外部导入模型: 1",
      "海报生成: 1",
      "营销文案: 1 2 3 4 5",
      "Demo-LM: Demo-LM-7B-Chat",
      "ERNIE Lite: ERNIE-Lite-128K-0419",
    ]);
    expect(upstream()).toEqual(["eval/model/list"]);
  });

  it("are chosen by name, source and type, and still from one call", async () => {
    const { query, upstream } = await startKit();
    for (const [filter, names] of [
      [{ name: "客服" }, ["客服助手"]],
      [{ source: "PRESET" }, ["Demo-LM", "ERNIE Lite"]],
      [{ source: "OWN", types: ["IMAGE_GENERATION"] }, ["海报生成"]],
      [{ types: ["VECTOR"] }, []],
    ] as const) {
      const { data } = await query(QUERY, { filter });
      expect(
        data.evaluableModels.map(({ model }: { model: { name: string } }) => model.name),
      ).toEqual(names);
      expect(upstream()).toEqual(["eval/model/list"]);
    }
  });

  it("leave `versions` of the model itself to mean all of them", async () => {
    const { query, upstream } = await startKit();
    const { data } = await query(`{ evaluableModels(filter: { name: "营销" }) {
      versions { version state } model { versions { version } } } }`);
    expect(data.evaluableModels[0].versions).toHaveLength(5);
    expect(data.evaluableModels[0].versions[0]).toEqual({ version: "1", state: "READY" });
    expect(data.evaluableModels[0].model.versions).toHaveLength(8);
    expect(upstream()).toEqual(["eval/model/list", "modelDetail"]);
  });

  it("refuse a wrong name", async () => {
    const { query, upstream } = await startKit();
    const { errors } = await query(QUERY, { filter: { name: " " } });
    expect(errors?.[0]?.extensions.problems).toMatchObject([{ path: ["filter", "name"] }]);
    expect(upstream()).toEqual([]);
  });
});
