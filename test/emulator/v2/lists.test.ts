import { describe, expect, it } from "vitest";
import { z } from "zod";
import { startBoth } from "./start.ts";

const pageInfo = z.object({
  marker: z.string(),
  maxKeys: z.int(),
  isTruncated: z.boolean(),
  nextMarker: z.string().optional(),
});
const sets = z.object({
  customModelSetList: z.array(z.object({ modelSetId: z.string() })),
  pageInfo,
});

async function startWithModels(count: number) {
  const started = await startBoth({ seed: false });
  const ids = Array.from({ length: count }, () => {
    started.clock.advance(1000);
    return started.registry.addModel({ versions: 1 }).modelIdStr;
  }).reverse();
  async function page(body: object) {
    const result = sets.parse(await started.model("DescribeCustomModelSets", body));
    return {
      ...result.pageInfo,
      ids: result.customModelSetList.map(({ modelSetId }) => modelSetId),
    };
  }
  return { ...started, ids, page };
}

describe("a list", () => {
  it("is walked marker by marker, newest first, each item once", async () => {
    const { ids, page } = await startWithModels(25);
    const seen: string[] = [];
    let marker: string | undefined;
    do {
      const { nextMarker, ...rest } = await page({ marker });
      expect(rest).toMatchObject({ marker: marker ?? "", isTruncated: nextMarker !== undefined });
      seen.push(...rest.ids);
      marker = nextMarker;
    } while (marker !== undefined);
    expect(seen).toEqual(ids);
  });

  it("has ten items a page by default, and never more than a hundred", async () => {
    const { page } = await startWithModels(120);
    expect(await page({})).toMatchObject({ maxKeys: 10, ids: { length: 10 } });
    expect(await page({ maxKeys: 3 })).toMatchObject({ maxKeys: 3, ids: { length: 3 } });
    expect(await page({ maxKeys: 500 })).toMatchObject({ maxKeys: 100, ids: { length: 100 } });
  });

  it("has no next marker on its last page, which may be full", async () => {
    const { page } = await startWithModels(10);
    const last = await page({});
    expect(last).toMatchObject({ isTruncated: false, ids: { length: 10 } });
    expect(last).not.toHaveProperty("nextMarker");
  });

  it("may be empty", async () => {
    const { page } = await startWithModels(0);
    expect(await page({})).toEqual({ marker: "", maxKeys: 10, isTruncated: false, ids: [] });
  });

  it("comes in the reverse order on request", async () => {
    const { page, ids } = await startWithModels(3);
    const first = await page({ pageReverse: true, maxKeys: 2 });
    expect(first).toMatchObject({ ids: [ids[2], ids[1]], nextMarker: ids[0] });
    expect(await page({ pageReverse: true, maxKeys: 2, marker: first.nextMarker })).toMatchObject({
      ids: [ids[0]],
      isTruncated: false,
    });
  });

  it.each([
    ["marker", { marker: "am-none" }],
    ["maxKeys", { maxKeys: 0 }],
    ["maxKeys", { maxKeys: "10" }],
    ["pageReverse", { pageReverse: "yes" }],
  ])("refuses a wrong %s", async (name, body) => {
    const { refusal } = await startBoth();
    expect(await refusal("model", "DescribeCustomModelSets", body)).toBe(
      `400 InappropriateJSON param[${name}] invalid.`,
    );
  });

  it.each([
    ["model", "DescribeSystemModelSets", {}, "systemModelSetList", "modelSetId"],
    ["model", "DescribeModelCompTasks", {}, "modelCompTaskList", "id"],
    ["eval", "DescribeEvalTasks", { evalType: "auto" }, "evalTaskList", "taskId"],
    ["eval", "DescribeEvalObjects", { objectType: "userModel" }, "evalObjectList", "objectId"],
    ["finetuning", "DescribeFineTuningJobs", {}, "jobList", "jobId"],
    ["finetuning", "DescribeFineTuningTasks", { jobId: "job-7xk2mwq9rtba" }, "taskList", "taskId"],
  ] as const)("/v2/%s %s is one", async (area, action, body, list, id) => {
    const { result } = await startBoth();
    const pages = z.object({
      [list]: z.array(z.looseObject({ [id]: z.string() })).length(1),
      pageInfo,
    });
    const first = pages.parse(await result(area, action, { ...body, maxKeys: 1 }));
    const { nextMarker: marker } = pageInfo.parse(first.pageInfo);
    const second = await result(area, action, { ...body, maxKeys: 1, marker });
    expect(second).toMatchObject({ [list]: [{ [id]: marker }], pageInfo: { marker } });
  });
});
