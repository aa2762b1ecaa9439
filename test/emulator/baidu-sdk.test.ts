import { consoleAction, setEnvVariable } from "@baiducloud/qianfan";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DEMO_ACCOUNT, type Emulator, startEmulator } from "../../src/emulator/index.ts";

const CALLS: [string, Record<string, unknown>, unknown][] = [
  ["modelDetail", { modelId: "am-4kq9trv2xw7b" }, { modelName: "客服助手" }],
  ["modelVersionDetail", { modelVersionId: "amv-8nzc3yh5pd1m" }, { state: "Ready" }],
  [
    "publishTrainModel",
    {
      isNewModel: true,
      modelName: "新模型",
      versionMeta: { taskId: "job-7xk2mwq9rtba", iterationId: "task-9wm4qz7xk2bt" },
    },
    { version: "1" },
  ],
  [
    "eval/create",
    {
      name: "评估",
      versionEvalInfo: [{ modelVersionId: "amv-8nzc3yh5pd1m" }],
      datasetId: "ds-jm4t9wq27bxk1c5e",
      evalStandardConf: { evalMode: "rule", scoreModes: ["similarity"] },
    },
    { evalIdStr: expect.stringMatching(/^ame-/) },
  ],
  ["eval/detail", { id: "ame-5wz1kd8qh3vn" }, { state: "Done" }],
  ["eval/report", { id: "ame-5wz1kd8qh3vn" }, [{}, {}, {}]],
  ["eval/cancel", { id: "ame-7dk3wm9qx2tz" }, { result: true }],
  ["model/user/list", { pageNo: 1, pageSize: 20 }, { items: expect.any(Array) }],
  ["model/preset/list", {}, { total: 2 }],
  ["eval/model/list", {}, expect.any(Array)],
  ["eval/result/list", { id: "ame-5wz1kd8qh3vn" }, { total: 600 }],
  [
    "eval/result/export",
    {
      id: "ame-5wz1kd8qh3vn",
      exportType: "local",
      exportOpt: "total",
      exportContent: ["prompt", "metrics"],
    },
    { exportIDStr: expect.stringMatching(/^amemt-/) },
  ],
  ["eval/result/export/info", { exportID: 131 }, { state: "Done" }],
  ["eval/delete", { evalIds: [5912] }, {}],
  ["model/version/batchDelete", { modelVersionIds: ["amv-l0tidl1ryy1v"] }, {}],
  ["model/batchDelete", { modelIDs: ["am-y8ha23iz81gp"] }, {}],
];

describe("Baidu's own JS SDK", () => {
  let emulator: Emulator;

  beforeAll(async () => {
    emulator = await startEmulator();
    setEnvVariable("QIANFAN_CONSOLE_API_BASE_URL", emulator.url);
    useSecret(DEMO_ACCOUNT.secretKey);
  });
  afterAll(() => emulator.close());

  function useSecret(secretKey: string) {
    setEnvVariable("QIANFAN_ACCESS_KEY", DEMO_ACCOUNT.accessKey);
    setEnvVariable("QIANFAN_SECRET_KEY", secretKey);
  }

  const call = (operation: string, data?: Record<string, unknown>) =>
    consoleAction({ base_api_route: `/wenxinworkshop/modelrepo/${operation}`, data });

  it.each(CALLS)("is content with %s", async (operation, data, result) => {
    expect(await call(operation, data)).toMatchObject({ result });
  });

  it("reports a refusal as such", async () => {
    await expect(call("modelDetail", { modelId: 1 })).rejects.toThrow("10001");
  });

  it("is refused with a wrong secret", async () => {
    useSecret("wrong");
    await expect(call("modelDetail", { modelId: 2 })).rejects.toThrow();
    expect(emulator.calls.at(-1)).toMatchObject({ operation: "modelDetail", status: 403 });
    useSecret(DEMO_ACCOUNT.secretKey);
  });
});
