import { describe, expect, it } from "vitest";
import {
  evaluableModels,
  modelPage,
} from "../../../../src/datasources/qianfan/v1/decoders/listed-model.ts";
import { resultPage } from "../../../../src/datasources/qianfan/v1/decoders/result.ts";
import { resultExport } from "../../../../src/datasources/qianfan/v1/decoders/result-export.ts";
import evaluable from "../../../fixtures/examples/v1-eval-model-list.json" with { type: "json" };
import exportInfo from "../../../fixtures/examples/v1-eval-result-export-info.json" with {
  type: "json",
};
import userList from "../../../fixtures/examples/v1-model-user-list.json" with { type: "json" };

describe("a page of models", () => {
  it("is read as documented", () => {
    const { total, rows } = modelPage.parse(userList.response.result);
    expect(total).toBe(1);
    const [{ latestVersion, ...model } = { latestVersion: null }] = rows;
    expect(model).toMatchInlineSnapshot(`
      {
        "createdAt": 2024-04-12T02:21:07.000Z,
        "id": "am-4kq9trv2xw7b",
        "name": "客服助手",
        "numericId": "13410",
        "source": undefined,
        "sourceText": undefined,
        "tags": [],
        "trainType": "ernieBotLite-Speed",
        "type": "TEXT_GENERATION",
        "typeCode": 0,
        "typeText": null,
        "versionCount": 2,
      }
    `);
    const { model: owner, ...latest } = latestVersion ?? {};
    expect(latest).toMatchInlineSnapshot(`
      {
        "id": "amv-8nzc3yh5pd1m",
        "name": "客服助手",
        "numericId": "16022",
        "origin": {
          "iteration": 1,
          "kind": "train",
          "modelTypeCode": 20,
          "templateTypeCode": 2000,
          "text": "Train",
          "trainJobId": "job-7xk2mwq9rtba",
          "trainJobName": "客服微调_0412",
          "trainJobNumericId": "20117",
          "trainKind": "FINE_TUNING",
          "trainKindCode": 1,
          "trainTaskId": "task-3hdv8npz6ycs",
          "trainTaskNumericId": "11934",
        },
        "originText": "Train",
        "state": "READY",
        "stateText": "Ready",
        "version": "1",
      }
    `);
    expect(owner).toMatchObject({ id: "am-4kq9trv2xw7b", name: "客服助手" });
  });

  it("may be a bare list, or have null for no items", () => {
    const items = userList.response.result.items;
    expect(modelPage.parse(items)).toMatchObject({ total: null, rows: [{ name: "客服助手" }] });
    expect(modelPage.parse({ total: 0, items: null })).toEqual({ total: 0, rows: [] });
    expect(modelPage.parse({ total: "7", items: [] })).toEqual({ total: 7, rows: [] });
  });

  it("is an error when it has neither items nor is a list: nothing is not the same as unknown", () => {
    for (const answer of [
      {},
      { total: 3, models: [] },
      null,
      "items",
      { items: [{ modelName: "x" }] },
    ]) {
      expect(modelPage.safeParse(answer).success).toBe(false);
    }
  });

  it("leaves unknown what it does not tell, so that it can be loaded", () => {
    const { rows } = modelPage.parse([{ modelId: 7, versionCount: 2 }]);
    expect(rows[0]).toMatchObject({ id: "7", numericId: "7", versionCount: 2 });
    for (const field of ["name", "type", "tags", "createdAt", "latestVersion"]) {
      expect(Reflect.get(rows[0] ?? {}, field)).toBeUndefined();
    }
  });

  it.each([null, undefined, {}, { versionId: 0, versionIdStr: "" }])(
    "has no newest version when there are none: %j",
    (latestVersionInfo) => {
      const { rows } = modelPage.parse([{ modelId: 7, versionCount: 0, latestVersionInfo }]);
      expect(rows[0]?.latestVersion).toBeNull();
    },
  );
});

describe("the models that can be evaluated", () => {
  it("are read as Baidu's SDK has them", () => {
    const [first] = evaluableModels.parse(evaluable.response.result);
    expect(first?.model).toMatchObject({ id: "am-4kq9trv2xw7b", source: "OWN", tags: undefined });
    const [{ model: _, ...version } = { model: null }] = first?.versions ?? [];
    expect(version).toMatchInlineSnapshot(`
      {
        "algorithm": "ERNIE_EB-ERNIEBOT_PRO",
        "description": "",
        "framework": "paddlepaddle",
        "id": "amv-8nzc3yh5pd1m",
        "name": "客服助手",
        "network": "paddlepaddle-ERNIE_EB-ERNIEBOT_PRO_LORA",
        "numericId": "16022",
        "originText": "Train",
        "trainType": "ernieBotLite-Speed",
        "version": "1",
      }
    `);
  });
});

describe("a single result", () => {
  it("is read by the names that filters, exports and reports use, and kept as it came", () => {
    const row = {
      id: "66193c0ab7d2e90f4c81aa57",
      modelVersionId: 16022,
      rouge_l: 0.5,
      judgeScore: -1,
      extra: { deep: [1] },
    };
    const { rows } = resultPage.parse({ total: 1, items: [row] });
    expect(rows[0]).toMatchObject({
      resultId: row.id,
      modelVersion: { numericId: "16022" },
      rougeL: 0.5,
      judgeScore: -1,
      prompt: null,
      raw: row,
    });
  });

  it("is its raw row when nothing has the names assumed", () => {
    expect(resultPage.parse([{ 问题: "?" }]).rows[0]).toMatchObject({
      resultId: null,
      model: null,
      modelVersion: null,
      raw: { 问题: "?" },
    });
  });

  it("never shows anything that looks like a credential", () => {
    const secret = {
      appAk: "s",
      appSk: "s",
      ak: "s",
      SecretKey: "s",
      access_key: "s",
      Authorization: "s",
      password: "s",
    };
    const { rows } = resultPage.parse([
      { prompt: "p", tokens: 3, ...secret, deep: [{ ...secret, kept: 1 }] },
    ]);
    expect(rows[0]?.raw).toEqual({ prompt: "p", tokens: 3, deep: [{ kept: 1 }] });
  });
});

describe("an export", () => {
  it("is read as documented", () => {
    expect(resultExport.parse(exportInfo.response.result)).toMatchInlineSnapshot(`
      {
        "bucket": "my-bucket",
        "contents": null,
        "destination": "BUCKET",
        "destinationText": "storage",
        "downloadUrl": null,
        "evaluationTask": {
          "numericId": "5901",
        },
        "id": "amemt-6hq1zk3vw8tb",
        "isFinal": true,
        "numericId": "131",
        "path": "qianfan_modelrepo_offline/workspace/model_eval_result_export/demo_5901_1712890000000.csv",
        "state": "DONE",
        "stateText": "Done",
      }
    `);
  });

  it("has no integer when it echoes the string it was asked by", () => {
    const echo = { ...exportInfo.response.result, exportID: "amemt-6hq1zk3vw8tb", state: "Later" };
    expect(resultExport.parse(echo)).toMatchObject({
      id: "amemt-6hq1zk3vw8tb",
      numericId: null,
      state: "UNKNOWN",
      stateText: "Later",
      isFinal: false,
    });
  });
});
