import { createHash } from "node:crypto";
import { unzipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { FIRST, SECOND, seconds, startBoth } from "./start.ts";

const DONE = "ame-5wz1kd8qh3vn";

async function download(address: string): Promise<Uint8Array> {
  const response = await fetch(address);
  expect(response.status).toBe(200);
  return new Uint8Array(await response.arrayBuffer());
}

describe("an export of results", () => {
  const request = { evalId: DONE, storageType: "sysStorage", exportContent: ["prompt", "system"] };

  it("is queued, runs, and ends with a link from the platform's storage", async () => {
    const { evaluation, v1, clock } = await startBoth();
    const made = await evaluation("CreateEvalResultExportTask", request);
    const info = async () => Object(await evaluation("DescribeEvalResultExportTask", made));
    expect(await info()).toEqual({
      taskId: expect.stringMatching(/^amemt-/),
      evalId: DONE,
      exportContent: ["prompt", "system"],
      state: "Queued",
      storageType: "sysStorage",
    });
    clock.advance(seconds(2));
    expect(await info()).toMatchObject({ state: "Running" });
    clock.advance(seconds(4));
    const { state, downloadUrl } = await info();
    expect(state).toBe("Succeeded");
    const files = unzipSync(await download(downloadUrl));
    expect(Object.keys(files)).toEqual(["data.jsonl"]);
    const exportID = Object(made).taskId;
    expect(await v1.result("eval/result/export/info", { exportID })).toMatchObject({
      state: "Done",
      exportType: "local",
    });
  });

  it("goes to a bucket, and returns the path", async () => {
    const { evaluation, clock } = await startBoth();
    const toBucket = { ...request, storageType: "BOS", bucket: "my-bucket" };
    const made = await evaluation("CreateEvalResultExportTask", toBucket);
    clock.advance(seconds(6));
    const info = await evaluation("DescribeEvalResultExportTask", made);
    expect(info).toMatchObject({
      state: "Succeeded",
      storageType: "BOS",
      storagePath: expect.stringMatching(/^bos:\/my-bucket\/.*\.zip$/),
    });
    expect(info).not.toHaveProperty("downloadUrl");
  });

  it("by V1 is seen by V2; without results it fails", async () => {
    const { evaluation, v1, clock } = await startBoth();
    const { exportIDStr: taskId } = Object(
      await v1.result("eval/result/export", {
        id: "ame-0ck5qw2apu23",
        exportType: "local",
        exportOpt: "total",
        exportContent: ["metrics"],
      }),
    );
    clock.advance(seconds(6));
    const info = await evaluation("DescribeEvalResultExportTask", { taskId });
    expect(info).toMatchObject({ state: "Failed", exportContent: ["metrics"] });
    expect(info).not.toHaveProperty("downloadUrl");
  });

  it.each([
    ["evalId", { evalId: "ame-none" }],
    ["storageType", { storageType: "local" }],
    ["bucket", { storageType: "BOS" }],
    ["exportContent", { exportContent: [] }],
    ["exportContent", { exportContent: ["params"] }],
  ])("is refused for a wrong %s", async (name, changes) => {
    const { refusal } = await startBoth();
    expect(await refusal("eval", "CreateEvalResultExportTask", { ...request, ...changes })).toBe(
      `400 InappropriateJSON param[${name}] invalid.`,
    );
  });
});

describe("an export of a version", () => {
  it("has no record before, is Doing for 10 s, then there is a file", async () => {
    const { model, clock } = await startBoth();
    const modelId = SECOND;
    const info = async () => Object(await model("DescribeModelExportTask", { modelId }));
    expect(await info()).toEqual({ hasRecord: false });
    const { exportId } = Object(await model("CreateModelExportTask", { modelId }));
    expect(await info()).toEqual({ exportId, hasRecord: true, status: "Doing" });
    clock.advance(seconds(10));
    const { status, md5, fileSize, downloadUrl, fileName } = await info();
    expect({ status, fileName }).toEqual({ status: "Done", fileName: "客服助手_2.zip" });
    const bytes = await download(downloadUrl);
    expect(bytes).toHaveLength(fileSize);
    expect(createHash("md5").update(bytes).digest("hex")).toBe(md5);
  });

  it("takes the place of the last one", async () => {
    const { model } = await startBoth();
    const before = Object(await model("DescribeModelExportTask", { modelId: FIRST }));
    expect(before).toMatchObject({ status: "Done" });
    const { exportId } = Object(await model("CreateModelExportTask", { modelId: FIRST }));
    expect(exportId).not.toBe(before.exportId);
    expect(await model("DescribeModelExportTask", { modelId: FIRST })).toMatchObject({
      exportId,
      status: "Doing",
    });
    expect((await fetch(before.downloadUrl)).status).toBe(404);
  });

  it.each(["amv-none", "amv-k8npfy0yz90r", "amv-cjfmlep8tf98"])(
    "is refused for %s: unknown, preset, not ready",
    async (modelId) => {
      const { refusal } = await startBoth();
      expect(await refusal("model", "CreateModelExportTask", { modelId })).toContain(
        "param[modelId]",
      );
    },
  );
});
