import { describe, expect, it } from "vitest";
import { startKit } from "../kit/index.ts";

const V2 = { QIANFAN_API_VERSION: "v2" };

const EXPORT = `mutation ($id: ID!) { exportModelVersion(modelVersionId: $id) {
  modelVersion { id } modelExport { state isFinal downloadUrl } userErrors { code field } } }`;
const STATE = `query ($id: ID!) { modelExport(modelVersionId: $id) {
  exportId state stateText isFinal fileName fileType md5 fileSize downloadUrl } }`;

describe("the export of a version", () => {
  it("is started, followed and fetched", async () => {
    const { query, qianfan, time, upstream } = await startKit({ settings: V2 });
    const id = "amv-2tbk6wq0rv9s";
    expect((await query(STATE, { id })).data).toEqual({ modelExport: null });
    expect((await query(EXPORT, { id })).data.exportModelVersion).toEqual({
      modelVersion: { id },
      modelExport: { state: "RUNNING", isFinal: false, downloadUrl: null },
      userErrors: [],
    });
    time.pass(10_000);
    const { modelExport } = (await query(STATE, { id })).data;
    expect(modelExport).toMatchObject({ state: "DONE", stateText: "Done", isFinal: true });
    const file = await fetch(modelExport.downloadUrl);
    expect((await file.arrayBuffer()).byteLength).toBe(modelExport.fileSize);
    expect(upstream().filter((name) => name.includes("Export"))).toEqual([
      "DescribeModelExportTask",
      "CreateModelExportTask",
      "DescribeModelExportTask",
      "DescribeModelExportTask",
    ]);
    expect(qianfan.calls.filter(({ operation }) => operation === "DescribeModel")).toEqual([]);
  });

  it("starts without a look at it where none is wanted", async () => {
    const { query, upstream } = await startKit({ settings: V2 });
    const start = `mutation { exportModelVersion(modelVersionId: "amv-2tbk6wq0rv9s") {
      userErrors { code } } }`;
    await query(start);
    expect(upstream()).toEqual(["CreateModelExportTask"]);
  });

  it("comes with a version", async () => {
    const { query, upstream } = await startKit({ settings: V2 });
    const { data } = await query(
      `{ modelVersion(id: "amv-8nzc3yh5pd1m") { version export { state fileName } } }`,
    );
    expect(data.modelVersion).toEqual({
      version: "1",
      export: { state: "DONE", fileName: "客服助手_1.zip" },
    });
    expect(upstream()).toEqual(["DescribeModel", "DescribeModelExportTask"]);
  });

  it("is declined for a version that is not the account's own", async () => {
    const { query } = await startKit({ settings: V2 });
    expect((await query(EXPORT, { id: "amv-none" })).data.exportModelVersion).toEqual({
      modelVersion: null,
      modelExport: null,
      userErrors: [{ code: "MODEL_VERSION_NOT_EXPORTABLE", field: ["modelVersionId"] }],
    });
  });

  it("tells its secret address to its caller alone: no log, no cache", async () => {
    const kit = await startKit({ settings: { ...V2, CALLERS_KEEP_SECONDS: "60" } });
    const id = "amv-8nzc3yh5pd1m";
    const ask = () => {
      const url = new URL(kit.url);
      url.searchParams.set("query", STATE);
      url.searchParams.set("variables", JSON.stringify({ id }));
      return fetch(url, { headers: { "apollo-require-preflight": "1" } });
    };
    const response = await ask();
    const { data } = await response.json();
    expect(data.modelExport.downloadUrl).toMatch(/^http:/);
    expect(response.headers.get("cache-control")).toBe("no-store");
    await ask();
    expect(kit.upstream()).toEqual(Array(2).fill("DescribeModelExportTask"));
    const { pathname } = new URL(data.modelExport.downloadUrl);
    expect(JSON.stringify(kit.logged)).not.toContain(pathname);
  });

  it("does not exist for V1", async () => {
    const { query, upstream } = await startKit({ settings: { QIANFAN_API_VERSION: "v1" } });
    for (const document of [EXPORT, STATE]) {
      const { errors } = await query(document, { id: "amv-8nzc3yh5pd1m" });
      expect(errors?.[0]?.extensions).toMatchObject({ code: "NOT_SUPPORTED", supportedBy: "v2" });
    }
    expect(upstream()).toEqual([]);
  });
});
