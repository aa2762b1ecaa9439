import { strFromU8, unzipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { seconds, start } from "./start.ts";

const TOTAL = {
  id: 5901,
  exportType: "local",
  exportOpt: "total",
  exportContent: ["prompt", "prediction", "completion", "metrics"],
};

async function exporting(body: object) {
  const started = await start();
  const { exportID, exportIDStr } = z
    .object({ exportID: z.number(), exportIDStr: z.string() })
    .parse(await started.result("eval/result/export", body));
  const info = async (id: string | number = exportIDStr) =>
    z
      .object({ state: z.string(), downloadUrl: z.string(), exportID: z.number() })
      .loose()
      .parse(await started.result("eval/result/export/info", { exportID: id }));
  return { ...started, exportID, exportIDStr, info };
}

/** The lines of the file that is served, each a list of rows, as Baidu's SDK reads it. */
async function rowsAt(url: string) {
  const response = await fetch(url);
  expect(response.headers.get("content-type")).toBe("application/zip");
  const files = unzipSync(new Uint8Array(await response.arrayBuffer()));
  expect(Object.keys(files)).toEqual(["data.jsonl"]);
  const lines = strFromU8(files["data.jsonl"] ?? new Uint8Array()).split("\n");
  return lines.map(
    (line) => z.array(z.record(z.string(), z.string())).length(1).parse(JSON.parse(line))[0],
  );
}

describe("an export of results", () => {
  it("is Pending for 2 s, Uploading until 6 s, then Done, by either form of its id", async () => {
    const { clock, info, exportID, exportIDStr } = await exporting(TOTAL);
    expect(await info()).toEqual({
      id: 5901,
      exportID,
      exportIDStr,
      state: "Pending",
      exportType: "local",
      downloadUrl: "",
    });
    clock.advance(seconds(2));
    expect(await info(exportID)).toMatchObject({ state: "Uploading", downloadUrl: "" });
    clock.advance(seconds(4));
    expect(await info(String(exportID))).toMatchObject({
      state: "Done",
      downloadUrl: expect.stringMatching(/\.zip\?authorization=bce-auth-v1%2F.+%2F-1%2Fhost%2F/),
    });
  });

  it("is a zip with a row for each result", async () => {
    const { clock, info } = await exporting(TOTAL);
    clock.advance(seconds(6));
    const rows = await rowsAt((await info()).downloadUrl);
    expect(rows).toHaveLength(600);
    expect(rows[0]).toMatchInlineSnapshot(`
      {
        "BLEU-4": "17.60%",
        "Completion（模型回答）": "您好，付款后 48 小时内发货。（客服助手）",
        "Prompt": "订单什么时候发货？（样本 1）",
        "ROUGE-1": "63.14%",
        "ROUGE-2": "10.15%",
        "ROUGE-L": "52.21%",
        "Response（参考答案）": "付款后 48 小时内发货。",
        "模型名称": "客服助手",
        "模型版本": "V1",
        "裁判员模型打分": "3",
        "裁判员模型打分理由": "与参考答案有出入",
      }
    `);
  });

  it("holds the chosen results and contents alone", async () => {
    const listed = await (await start()).result("eval/result/list", { id: 5901, pageSize: 2 });
    const { items } = z.object({ items: z.array(z.object({ id: z.string() })) }).parse(listed);
    const resultIds = items.map(({ id }) => id);
    const { clock, info } = await exporting({
      ...TOTAL,
      exportOpt: "part",
      resultIds,
      exportContent: ["prediction"],
    });
    clock.advance(seconds(6));
    const rows = await rowsAt((await info()).downloadUrl);
    expect(rows.map((row) => Object.keys(row ?? {}))).toEqual([
      ["模型名称", "模型版本", "Completion（模型回答）"],
      ["模型名称", "模型版本", "Completion（模型回答）"],
    ]);
  });

  it("has a path in a bucket, and no address to fetch it from", async () => {
    const { clock, info } = await exporting({
      ...TOTAL,
      exportType: "storage",
      volumeId: "my-bucket",
    });
    clock.advance(seconds(6));
    expect(await info()).toMatchObject({
      state: "Done",
      exportType: "storage",
      volumeId: "my-bucket",
      exportPath: expect.stringMatching(/^qianfan_modelrepo_offline\/.*\.zip$/),
      downloadUrl: "",
    });
  });

  it("fails when the evaluation has no results", async () => {
    const { clock, info } = await exporting({ ...TOTAL, id: 5905 });
    clock.advance(seconds(6));
    expect(await info()).toMatchObject({ state: "Fail", downloadUrl: "" });
  });

  it("is not served before it is done, nor to anything but GET with its signature", async () => {
    const { emulator, clock, info, exportIDStr } = await exporting(TOTAL);
    const unsigned = `${emulator.url}/model_eval_result_export/${exportIDStr}.zip`;
    expect((await fetch(unsigned)).status).toBe(404);
    clock.advance(seconds(6));
    const url = (await info()).downloadUrl;
    expect((await fetch(url, { method: "POST" })).status).toBe(405);
    expect((await fetch(unsigned)).status).toBe(403);
    expect((await fetch(`${url}0`)).status).toBe(403);
    expect((await fetch(url)).status).toBe(200);
    expect((await fetch(url.replace(exportIDStr, "amemt-none"))).status).toBe(404);
  });

  it.each([
    ["id", { ...TOTAL, id: 1 }],
    ["exportType", { ...TOTAL, exportType: "ftp" }],
    ["exportOpt", { ...TOTAL, exportOpt: undefined }],
    ["exportContent", { ...TOTAL, exportContent: [] }],
    ["volumeId", { ...TOTAL, exportType: "storage" }],
    ["resultIds", { ...TOTAL, exportOpt: "part" }],
    ["resultIds", { ...TOTAL, exportOpt: "part", resultIds: ["66193c0ab7d2e90f4c81aa57"] }],
  ])("is refused with a wrong %s", async (name, body) => {
    const { refusal } = await start();
    expect(await refusal("eval/result/export", body)).toEqual([500001, `param[${name}] invalid`]);
  });

  it("is unknown by another id", async () => {
    const { refusal } = await start();
    const expected = [500001, "param[exportID] invalid"];
    expect(await refusal("eval/result/export/info", { exportID: 1 })).toEqual(expected);
  });
});
