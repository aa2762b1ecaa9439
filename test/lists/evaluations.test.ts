import { describe, expect, it } from "vitest";
import { type AnsweredError, type Kit, startKit } from "../kit/index.ts";

const LIST = `query ($filter: EvaluationTaskFilter, $first: Int, $after: String) {
  evaluationTaskConnection(filter: $filter, first: $first, after: $after) {
    totalCount edges { cursor node { id createdAt } } nodes { id name }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  }
}`;
const OF_VERSION = `query ($id: ID!, $kind: EvaluationKind, $first: Int) {
  modelVersion(id: $id) { evaluationTasks(kind: $kind, first: $first) { nodes { id } } }
}`;
const VERSION = "amv-8nzc3yh5pd1m";

interface Page {
  readonly ids: readonly string[];
  readonly cursors: readonly string[];
  readonly times: readonly string[];
  readonly totalCount: number | null;
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly endCursor: string | null;
  };
}

const startV2 = (version = "v2") => startKit({ settings: { QIANFAN_API_VERSION: version } });

async function page({ query }: Kit, variables: object = {}): Promise<Page> {
  const { data, errors } = await query(LIST, { ...variables });
  expect(errors).toBeUndefined();
  const { edges, nodes, totalCount, pageInfo } = data.evaluationTaskConnection;
  type Edge = { readonly cursor: string; readonly node: { id: string; createdAt: string } };
  const ids = edges.map(({ node }: Edge) => node.id);
  expect(nodes.map(({ id }: { id: string }) => id)).toEqual(ids);
  expect(pageInfo.startCursor).toBe(edges[0]?.cursor ?? null);
  expect(pageInfo.endCursor).toBe(edges.at(-1)?.cursor ?? null);
  const cursors = edges.map(({ cursor }: Edge) => cursor);
  return {
    ids,
    cursors,
    times: edges.map(({ node }: Edge) => node.createdAt),
    totalCount,
    pageInfo,
  };
}

function registered({ qianfan }: Kit, kind?: "AUTOMATIC" | "MANUAL"): string[] {
  return [...qianfan.registry().tasks]
    .filter(({ settings }) => {
      const isManual = Boolean(settings.standard.manual);
      return kind === undefined || isManual === (kind === "MANUAL");
    })
    .map(({ evalIdStr }) => evalIdStr)
    .toSorted();
}

/** The code of an error about the input, and the argument at fault. */
function faultIn(error: AnsweredError | undefined): unknown {
  const problems = error?.extensions.problems;
  const [problem] = Array.isArray(problems) ? problems : [];
  return [error?.extensions.code, problem?.path];
}

describe("the list of evaluations, by V2", () => {
  it.each(["AUTOMATIC", "MANUAL"] as const)("has those that are %s in one call", async (kind) => {
    const kit = await startV2();
    const { ids, totalCount, pageInfo } = await page(kit, { filter: { kind } });
    expect(ids.toSorted()).toEqual(registered(kit, kind));
    expect(totalCount).toBe(ids.length);
    expect(pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: false });
    expect(kit.upstream()).toEqual(["DescribeEvalTasks"]);
  });

  it("has both kinds, newest first, in two calls a page, each evaluation once", async () => {
    const kit = await startV2();
    const all = await page(kit);
    expect(all.ids.toSorted()).toEqual(registered(kit));
    expect(all.times).toEqual(all.times.toSorted().toReversed());
    kit.upstream();
    for (const first of [1, 3, 5]) {
      const ids: string[] = [];
      let after: string | null = null;
      do {
        const { ids: some, pageInfo, totalCount }: Page = await page(kit, { first, after });
        expect(pageInfo.hasPreviousPage).toBe(after !== null);
        expect(totalCount).toBeNull();
        ids.push(...some);
        after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
        expect(new Set(kit.upstream())).toEqual(new Set(["DescribeEvalTasks"]));
      } while (after !== null);
      expect(ids).toEqual(all.ids);
    }
  });

  it("goes on after any of its cursors", async () => {
    const kit = await startV2();
    const all = await page(kit);
    for (const [index, after] of all.cursors.entries()) {
      const { ids } = await page(kit, { after, first: 100 });
      expect(ids).toEqual(all.ids.slice(index + 1));
    }
  });

  it("finds by a part of the name, a part of the id, and the id of a version", async () => {
    const kit = await startV2();
    const found = async (search: string) => (await page(kit, { filter: { search } })).ids;
    expect(await found("待人工")).toEqual(["ame-1ezsviw3688z"]);
    expect(await found("7dk3wm")).toEqual(["ame-7dk3wm9qx2tz"]);
    expect(await found("nothing has this name")).toEqual([]);
    const ofVersion = await found(VERSION);
    expect(ofVersion).toContain("ame-5wz1kd8qh3vn");
    expect(ofVersion).not.toContain("ame-ig70c0ztmfv9");
  });

  it("loads what it does not have for each evaluation once, where it is selected", async () => {
    const kit = await startV2();
    const select = (fields: string) =>
      kit.query(`{ evaluationTaskConnection(filter: { kind: AUTOMATIC }, first: 4) {
        nodes { ${fields} } edges { node { ${fields} } } } }`);
    const listed = await select("id name description kind kindText createdAt");
    expect(listed.errors).toBeUndefined();
    expect(kit.upstream()).toEqual(["DescribeEvalTasks"]);
    const { data, errors } = await select("id state isFinal dataset { datasetId }");
    expect(errors).toBeUndefined();
    expect(kit.upstream()).toEqual([
      "DescribeEvalTasks",
      ...Array.from({ length: 4 }, () => "DescribeEvalTask"),
    ]);
    for (const node of data.evaluationTaskConnection.nodes) {
      expect(node.state).toEqual(expect.any(String));
      expect(node.dataset.datasetId).toMatch(/^ds-/);
    }
  });

  it("is read once for equal places of one operation", async () => {
    const kit = await startV2();
    const list = `evaluationTaskConnection(filter: { kind: MANUAL }) { nodes { id } }`;
    const { errors } = await kit.query(`{ a: ${list} b: ${list} }`);
    expect(errors).toBeUndefined();
    expect(kit.upstream()).toEqual(["DescribeEvalTasks"]);
  });

  it("is made anew after an evaluation was started", async () => {
    const kit = await startV2();
    const before = await page(kit, { filter: { kind: "AUTOMATIC" } });
    const { data } = await kit.query(`mutation { createEvaluationTask(input: {
      name: "n", datasetId: "ds-jm4t9wq27bxk1c5e", rule: { scoreModes: [ACCURACY] }
      versions: [{ modelVersionId: "${VERSION}" }]
    }) { evaluationTask { id } userErrors { code } } }`);
    const after = await page(kit, { filter: { kind: "AUTOMATIC" } });
    expect(after.ids).toHaveLength(before.ids.length + 1);
    expect(after.ids).toContain(data.createEvaluationTask.evaluationTask.id);
  });
});

describe("the cursor of an evaluation", () => {
  it("still leads on when the evaluation is deleted", async () => {
    const kit = await startV2();
    const all = await page(kit);
    const [last = "", after] = [all.ids[2], all.cursors[2]];
    kit.qianfan.registry().deleteTask(last);
    expect((await page(kit, { after })).ids).toEqual(all.ids.slice(3));
  });

  it.each([
    ["en", "begin at the first page again"],
    ["zh-CN", "请从第一页重新开始"],
  ])("is refused (%s) when the next evaluation is deleted", async (language, said) => {
    const kit = await startV2();
    const filter = { kind: "AUTOMATIC" };
    const { ids, cursors } = await page(kit, { filter });
    kit.qianfan.registry().deleteTask(ids[3] ?? "");
    const { errors } = await kit.query(
      LIST,
      { filter, after: cursors[2] },
      { "accept-language": language },
    );
    expect(errors).toHaveLength(1);
    expect(errors?.[0]?.path).toEqual(["evaluationTaskConnection"]);
    expect(faultIn(errors?.[0])).toEqual(["BAD_USER_INPUT", ["after"]]);
    expect(errors?.[0]?.message).toContain(said);
  });

  it("of another list is refused before anything is sent", async () => {
    const kit = await startV2();
    const { cursors } = await page(kit, { filter: { kind: "AUTOMATIC" } });
    kit.upstream();
    const forged = Buffer.from("abcdefgh.ame-1").toString("base64url");
    for (const after of [cursors[0], forged, "x", ""]) {
      const { errors } = await kit.query(LIST, { after });
      expect(faultIn(errors?.[0])).toEqual(["BAD_USER_INPUT", ["after"]]);
    }
    expect(kit.upstream()).toEqual([]);
  });
});

describe("the arguments of the list of evaluations", () => {
  it.each([
    [{ first: 0 }, ["first"]],
    [{ first: 101 }, ["first"]],
    [{ filter: { search: " " } }, ["filter", "search"]],
    [{ filter: { search: "a".repeat(257) } }, ["filter", "search"]],
  ])("are checked before anything is sent: %j", async (variables, path) => {
    const kit = await startV2();
    const { errors } = await kit.query(LIST, variables);
    expect(faultIn(errors?.[0])).toEqual(["BAD_USER_INPUT", path]);
    expect(kit.upstream()).toEqual([]);
  });
});

describe("the evaluations of a version", () => {
  it("are those that evaluate it", async () => {
    const kit = await startV2();
    const { data, errors } = await kit.query(OF_VERSION, { id: VERSION, first: 100 });
    expect(errors).toBeUndefined();
    const expected = [...kit.qianfan.registry().tasks].filter(({ units }) =>
      units.some(({ modelVersionIdStr }) => modelVersionIdStr === VERSION),
    );
    const ids = data.modelVersion.evaluationTasks.nodes.map(({ id }: { id: string }) => id);
    expect(ids.toSorted()).toEqual(expected.map(({ evalIdStr }) => evalIdStr).toSorted());
    expect(kit.upstream()).toEqual(["DescribeModel", "DescribeEvalTasks", "DescribeEvalTasks"]);
  });

  it("cost one call where the kind is given", async () => {
    const kit = await startV2();
    await kit.query(OF_VERSION, { id: VERSION, kind: "MANUAL" });
    expect(kit.upstream()).toEqual(["DescribeModel", "DescribeEvalTasks"]);
  });

  it("are never kept, although the version is final", async () => {
    const { url } = await startV2();
    const kept = async (fields: string) => {
      const asked = new URL(url);
      asked.searchParams.set("query", `{ modelVersion(id: "${VERSION}") { ${fields} } }`);
      const headers = { "apollo-require-preflight": "1" };
      return (await fetch(asked, { headers })).headers.get("cache-control");
    };
    expect(await kept("version")).toMatch(/max-age=[1-9]/);
    expect(await kept("evaluationTasks(kind: MANUAL) { nodes { id } }")).toBe("no-store");
  });
});

describe("the list of evaluations, where V1 answers the rest", () => {
  it("comes by V2, and what it does not have by V1", async () => {
    const kit = await startV2("auto");
    const list = (fields: string) =>
      kit.query(`{ evaluationTaskConnection(filter: { kind: MANUAL }) { nodes { ${fields} } } }`);
    const { data, errors } = await list("id name createdAt");
    expect(errors).toBeUndefined();
    const { length } = data.evaluationTaskConnection.nodes;
    expect(kit.upstream()).toEqual(["DescribeEvalTasks"]);
    const whole = await list("id numericId state createdAt");
    expect(kit.upstream()).toEqual([
      "DescribeEvalTasks",
      ...Array.from({ length }, () => "eval/detail"),
    ]);
    for (const node of whole.data.evaluationTaskConnection.nodes) {
      expect(node).toEqual({
        id: expect.stringMatching(/^ame-/),
        numericId: expect.stringMatching(/^\d+$/),
        state: expect.any(String),
        createdAt: expect.any(String),
      });
    }
  });

  it("is that of a version which was named by its integer", async () => {
    const kit = await startV2("auto");
    const { data, errors } = await kit.query(OF_VERSION, { id: "16022", kind: "AUTOMATIC" });
    expect(errors).toBeUndefined();
    expect(data.modelVersion.evaluationTasks.nodes).not.toEqual([]);
    expect(kit.upstream()).toEqual(["modelVersionDetail", "DescribeEvalTasks"]);
    expect(kit.qianfan.calls.at(-1)?.body).toMatchObject({ keyFilter: VERSION });
  });
});

describe("the lists of evaluations, by V1", () => {
  it.each([
    ["en", "Its API v2 can (QIANFAN_API_VERSION)."],
    ["zh-CN", "v2 接口支持（QIANFAN_API_VERSION）。"],
  ])("are NOT_SUPPORTED (%s), and nothing is sent for them", async (language, said) => {
    const kit = await startV2("v1");
    const headers = { "accept-language": language };
    const list = await kit.query(LIST, {}, headers);
    const version = await kit.query(OF_VERSION, { id: VERSION }, headers);
    for (const { errors } of [list, version]) {
      expect(errors).toHaveLength(1);
      expect(errors?.[0]?.message).toContain(said);
      expect(errors?.[0]?.extensions).toMatchObject({
        code: "NOT_SUPPORTED",
        retryable: false,
        supportedBy: "v2",
      });
    }
    expect(kit.upstream()).toEqual(["modelVersionDetail"]);
  });
});
