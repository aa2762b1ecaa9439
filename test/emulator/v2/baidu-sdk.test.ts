import { consoleAction, setEnvVariable } from "@baiducloud/qianfan";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DEMO_ACCOUNT, type Emulator, startEmulator } from "../../../src/emulator/index.ts";
import { evalTask, FIRST, MODEL, RULE } from "./start.ts";

const CALLS: [string, string, Record<string, unknown> | undefined, unknown][] = [
  ["/v2/model", "DescribeModelSet", { modelSetId: MODEL }, { modelSetName: "客服助手" }],
  ["/v2/model", "DescribeModel", { modelId: FIRST }, { status: "Ready" }],
  ["/v2/model", "DescribeCustomModelSets", undefined, { customModelSetList: expect.any(Array) }],
  ["/v2/eval", "CreateEvalTask", evalTask(RULE), expect.stringMatching(/^ame-/)],
  ["/v2/eval", "DescribeEvalTaskReport", { taskId: "ame-5wz1kd8qh3vn" }, [{}, {}, {}]],
  [
    "/v2/finetuning",
    "DescribeFineTuningTask",
    { taskId: "task-3hdv8npz6ycs" },
    { runStatus: "Done" },
  ],
  [
    "/v2/dataset",
    "DescribeDatasetVersion",
    { versionId: "ds-jm4t9wq27bxk1c5e" },
    { sampleCount: 200 },
  ],
];

describe("Baidu's own JS SDK", () => {
  let emulator: Emulator;

  beforeAll(async () => {
    emulator = await startEmulator();
    setEnvVariable("QIANFAN_CONSOLE_API_BASE_URL", emulator.url);
    setEnvVariable("QIANFAN_ACCESS_KEY", DEMO_ACCOUNT.accessKey);
    setEnvVariable("QIANFAN_SECRET_KEY", DEMO_ACCOUNT.secretKey);
  });
  afterAll(() => emulator.close());

  it.each(CALLS)("is content with %s?Action=%s", async (base_api_route, action, data, result) => {
    expect(await consoleAction({ base_api_route, action, data })).toMatchObject({ result });
  });

  it("reports a refusal as such", async () => {
    const data = { modelId: "amv-none" };
    const refused = consoleAction({ base_api_route: "/v2/model", action: "DescribeModel", data });
    await expect(refused).rejects.toThrow();
    expect(emulator.calls.at(-1)).toMatchObject({ operation: "DescribeModel", status: 400 });
  });
});
