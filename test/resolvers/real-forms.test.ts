import { describe, expect, it } from "vitest";
import detail from "../fixtures/examples/v1-eval-detail.json" with { type: "json" };
import manual from "../fixtures/examples/v1-eval-detail-manual-2023.json" with { type: "json" };
import pending from "../fixtures/examples/v1-eval-detail-pending.json" with { type: "json" };
import report from "../fixtures/examples/v1-eval-report.json" with { type: "json" };
import exportInfo from "../fixtures/examples/v1-eval-result-export-info-local.json" with {
  type: "json",
};
import { type Kit, startKit } from "../kit/index.ts";
import { overEventStream, overWebSocket, pass, rest } from "../kit/subscribe.ts";

const UNITS = `unitId state promptTemplate inferenceDataset { datasetId name state stateText errorMessage }
  modelVersion { id numericId } model { id numericId name }`;
const TASK = `query ($id: ID!) { evaluationTask(id: $id) {
  id numericId name state isFinal dataset { datasetId numericId name } resultDataset { datasetId numericId importStatus }
  standard { modes rule { scoreModes } judge { apiName prompt { minScore maxScore } } manual { blind dimensions { name maxScore } } }
  units { ${UNITS} }
} }`;
const WATCH = `subscription ($id: ID!) { evaluationTaskUpdated(id: $id) {
  state units { state inferenceDataset { datasetId state } } } }`;

function answer({ qianfan }: Kit, operation: string, response: object, times = 1): void {
  const text = JSON.stringify(response);
  const fault = { kind: "text", text, contentType: "application/json" } as const;
  qianfan.faults.next(operation, fault, { times });
}

/** The example with another state, as it was seen between the two that are on file. */
function doing(inferred: "pending" | "success") {
  const { response } = inferred === "success" ? detail : pending;
  const evalUnits = response.result.evalUnits.map((unit) => ({ ...unit, state: "Doing" }));
  return { ...response, result: { ...response.result, state: "Doing", evalUnits } };
}

describe("an evaluation as Qianfan really answers it", () => {
  it("of 2024, scored by a judge: each version has a data set of its own", async () => {
    const kit = await startKit();
    answer(kit, "eval/detail", detail.response);
    const { data, errors } = await kit.query(TASK, { id: "ame-5wz1kd8qh3vn" });
    expect(errors).toBeUndefined();
    expect(data.evaluationTask).toMatchInlineSnapshot(`
      {
        "dataset": {
          "datasetId": "ds-jm4t9wq27bxk1c5e",
          "name": "我的数据集>客服评测集>V1",
          "numericId": "1402",
        },
        "id": "ame-5wz1kd8qh3vn",
        "isFinal": true,
        "name": "客服助手_评估_01",
        "numericId": "5901",
        "resultDataset": null,
        "standard": {
          "judge": {
            "apiName": "ERNIE-Bot",
            "prompt": {
              "maxScore": 5,
              "minScore": 0,
            },
          },
          "manual": null,
          "modes": [
            "JUDGE",
          ],
          "rule": null,
        },
        "state": "DONE",
        "units": [
          {
            "inferenceDataset": {
              "datasetId": "ds-q8v2n0tb4kxw71mz",
              "errorMessage": null,
              "name": "客服助手_评估_01_7mk2qd",
              "state": "SUCCEEDED",
              "stateText": "success",
            },
            "model": {
              "id": "am-4kq9trv2xw7b",
              "name": "客服助手",
              "numericId": "13410",
            },
            "modelVersion": {
              "id": "amv-8nzc3yh5pd1m",
              "numericId": "16022",
            },
            "promptTemplate": null,
            "state": "Done",
            "unitId": "ameu-2nq7wd4xk9sb",
          },
          {
            "inferenceDataset": {
              "datasetId": "ds-b3x7n5kw9qzt2c8v",
              "errorMessage": null,
              "name": "客服助手_评估_01_x04rvh",
              "state": "SUCCEEDED",
              "stateText": "success",
            },
            "model": {
              "id": "am-ju3hi4ts39u9",
              "name": "ERNIE Lite",
              "numericId": "2",
            },
            "modelVersion": {
              "id": "amv-k8npfy0yz90r",
              "numericId": "26382",
            },
            "promptTemplate": null,
            "state": "Done",
            "unitId": "ameu-8zt3cm1vp6ja",
          },
        ],
      }
    `);
    expect(kit.upstream()).toEqual(["eval/detail"]);
  });

  it("of 2023, scored by people: nothing is named by text, and the task has one data set", async () => {
    const kit = await startKit();
    answer(kit, "eval/detail", manual.response);
    const { data, errors } = await kit.query(
      TASK.replace("modelVersion { id numericId } model { id numericId name }", ""),
      { id: "1187" },
    );
    expect(errors).toBeUndefined();
    expect(data.evaluationTask).toMatchInlineSnapshot(`
      {
        "dataset": {
          "datasetId": "1402",
          "name": "我的数据集>客服评测集>V1",
          "numericId": "1402",
        },
        "id": "1187",
        "isFinal": false,
        "name": "客服助手_人工_01",
        "numericId": "1187",
        "resultDataset": {
          "datasetId": "2210",
          "importStatus": "DONE",
          "numericId": "2210",
        },
        "standard": {
          "judge": null,
          "manual": {
            "blind": false,
            "dimensions": [
              {
                "maxScore": 2,
                "name": "满意度",
              },
            ],
          },
          "modes": [
            "MANUAL",
          ],
          "rule": null,
        },
        "state": "DOING_WITH_MANUAL_BEGIN",
        "units": [
          {
            "inferenceDataset": null,
            "promptTemplate": null,
            "state": "Doing",
            "unitId": null,
          },
        ],
      }
    `);
    // Its report might have the string form of its id, and there is none.
    expect(kit.upstream()).toEqual(["eval/detail", "eval/report"]);
  });

  it("names its units as its report does", async () => {
    const kit = await startKit();
    answer(kit, "eval/detail", detail.response);
    answer(kit, "eval/report", report.response);
    const { data, errors } = await kit.query(`{ evaluationTask(id: "ame-5wz1kd8qh3vn") {
      units { unitId } report { unitId inferenceDataset { datasetId } otherMetrics { name }
        rule { bleu4 } judge { average scoreDistribution { score count } } manual { average } } } }`);
    expect(errors).toBeUndefined();
    const { units, report: entries } = data.evaluationTask;
    expect(entries.map(({ unitId }: { unitId: string }) => ({ unitId }))).toEqual(units);
    expect(entries[0]).toMatchObject({
      inferenceDataset: { datasetId: "ds-q8v2n0tb4kxw71mz" },
      otherMetrics: [],
      rule: null,
      judge: { average: 3.55, scoreDistribution: { length: 6 } },
      manual: null,
    });
  });

  it("has an export whose address is told, asked for anew each time, and in no log", async () => {
    const kit = await startKit();
    answer(kit, "eval/result/export/info", exportInfo.response, 2);
    const query = `{ evaluationResultExport(id: "amemt-3vd9kx7rw2pm") { state destination bucket path downloadUrl } }`;
    for (let i = 0; i < 2; i += 1) {
      expect((await kit.query(query)).data.evaluationResultExport).toEqual({
        state: "DONE",
        destination: "PLATFORM",
        bucket: null,
        path: null,
        downloadUrl: exportInfo.response.result.downloadUrl,
      });
    }
    expect(kit.upstream()).toHaveLength(2);
    expect(JSON.stringify(kit.logged)).not.toContain("bce-auth");
  });
});

describe.each([
  ["over a WebSocket", overWebSocket],
  ["as server-sent events", overEventStream],
])("an evaluation watched as Qianfan really answers it, %s", (_, subscribe) => {
  const unit = (state: string, inferred: string, id: unknown = null) => ({
    state,
    inferenceDataset: { datasetId: id, state: inferred },
  });
  const event = (state: string, ...units: object[]) => ({
    data: { evaluationTaskUpdated: { state, units } },
  });

  it("waits, answers, is scored, is done", async () => {
    const kit = await startKit({ settings: { SUBSCRIPTION_HEARTBEAT_SECONDS: "3600" } });
    const steps = [pending.response, doing("pending"), doing("success"), detail.response];
    for (const step of steps) answer(kit, "eval/detail", step);
    const results = subscribe(kit, WATCH, { id: "ame-5wz1kd8qh3vn" });
    const [first, second] = ["ds-q8v2n0tb4kxw71mz", "ds-b3x7n5kw9qzt2c8v"];
    const waiting = unit("Editing", "PENDING");
    expect((await results.next()).value).toEqual(event("PENDING", waiting, waiting));
    await pass(kit, 60_000);
    const answering = unit("Doing", "PENDING");
    expect((await results.next()).value).toEqual(event("DOING", answering, answering));
    await pass(kit, 60_000);
    expect((await results.next()).value).toEqual(
      event("DOING", unit("Doing", "SUCCEEDED", first), unit("Doing", "SUCCEEDED", second)),
    );
    await pass(kit, 60_000);
    expect(await rest(results)).toEqual([
      event("DONE", unit("Done", "SUCCEEDED", first), unit("Done", "SUCCEEDED", second)),
    ]);
    expect(kit.upstream()).toEqual(Array(4).fill("eval/detail"));
  });

  it("ends when every version has failed, as the page spells it", async () => {
    const kit = await startKit({ settings: { SUBSCRIPTION_HEARTBEAT_SECONDS: "3600" } });
    const failed = { ...detail.response, result: { ...detail.response.result, state: "Fail" } };
    answer(kit, "eval/detail", failed);
    const events = await rest(subscribe(kit, WATCH, { id: "ame-5wz1kd8qh3vn" }));
    expect(events.map(({ data }) => data.evaluationTaskUpdated.state)).toEqual(["FAILED"]);
    expect(kit.upstream()).toEqual(["eval/detail"]);
  });
});
