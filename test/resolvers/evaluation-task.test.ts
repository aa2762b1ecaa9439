import { describe, expect, it } from "vitest";
import { startKit } from "../kit/index.ts";

describe("evaluationTask(id)", () => {
  it("answers everything that Qianfan tells of a task, from one call", async () => {
    const { query, upstream } = await startKit();
    const { data, errors } = await query(`{ evaluationTask(id: "ame-5wz1kd8qh3vn") {
      id numericId name description state stateText isFinal
      dataset { datasetId numericId name } compute { vmType vmCount resourceId cpu memory }
      standard {
        modes modesText rule { scoreModes scoreModeTexts stopWordsPath }
        judge { applicationId apiName apiUrl prompt { templateName templateContent metric steps minScore maxScore } }
        manual { blind scenario dimensions { name description minScore maxScore key formChecked } }
      }
      units { unitId state message modelName version versionDescription originText tags promptTemplate
        inferenceDataset { datasetId name state stateText errorMessage bucket path } }
      resultDataset { datasetId numericId name projectType projectTypeCode importStatus importStatusCode releaseStatus releaseStatusCode }
    } }`);
    expect(errors).toBeUndefined();
    expect(data.evaluationTask).toMatchInlineSnapshot(`
      {
        "compute": {
          "cpu": 0,
          "memory": 0,
          "resourceId": null,
          "vmCount": 8,
          "vmType": 1,
        },
        "dataset": {
          "datasetId": "ds-jm4t9wq27bxk1c5e",
          "name": "客服评测集>V1",
          "numericId": "1402",
        },
        "description": "混合评估",
        "id": "ame-5wz1kd8qh3vn",
        "isFinal": true,
        "name": "客服助手_评估_01",
        "numericId": "5901",
        "resultDataset": {
          "datasetId": "ds-q8v2n0tb4kxw71mz",
          "importStatus": "DONE",
          "importStatusCode": 2,
          "name": "评估任务_客服助手_评估_01_结果集_6spxr0",
          "numericId": "2210",
          "projectType": "CONVERSATION",
          "projectTypeCode": 20,
          "releaseStatus": "NOT_STARTED",
          "releaseStatusCode": 0,
        },
        "standard": {
          "judge": {
            "apiName": "ERNIE-Bot",
            "apiUrl": "https://aip.baidubce.com/rpc/2.0/ai_custom/v1/wenxinworkshop/chat/completions",
            "applicationId": "1483416000",
            "prompt": {
              "maxScore": 5,
              "metric": "综合得分
      要点: 准确、完整",
              "minScore": 0,
              "steps": "1.阅读问题
      2.阅读回答
      3.打分",
              "templateContent": "请给助手的回答打分，{只给一个分数}，从{{min_score}}到{{max_score}}。
      问题: {{src}}
      参考答案: {{tgt}}
      回答: {{prediction}}
      输出: {"reason": "", "score": ""}",
              "templateName": "裁判员模型打分模板 (含参考答案)",
            },
          },
          "manual": {
            "blind": false,
            "dimensions": [
              {
                "description": "",
                "formChecked": null,
                "key": null,
                "maxScore": 2,
                "minScore": 0,
                "name": "满意度",
              },
              {
                "description": "安全性备注",
                "formChecked": null,
                "key": null,
                "maxScore": 2,
                "minScore": 0,
                "name": "安全性",
              },
            ],
            "scenario": null,
          },
          "modes": [
            "JUDGE",
            "MANUAL",
            "RULE",
          ],
          "modesText": "model,manual,rule",
          "rule": {
            "scoreModeTexts": [
              "similarity",
              "accuracy",
            ],
            "scoreModes": [
              "SIMILARITY",
              "ACCURACY",
            ],
            "stopWordsPath": null,
          },
        },
        "state": "DONE",
        "stateText": "Done",
        "units": [
          {
            "inferenceDataset": {
              "bucket": null,
              "datasetId": "ds-fkaq0dvsr1h1jybe",
              "errorMessage": null,
              "name": "客服助手_评估_01_z278lv",
              "path": null,
              "state": "SUCCEEDED",
              "stateText": "success",
            },
            "message": "",
            "modelName": "客服助手",
            "originText": "Train",
            "promptTemplate": null,
            "state": "Done",
            "tags": [],
            "unitId": "ameu-6n605rvrg74y",
            "version": "1",
            "versionDescription": "",
          },
          {
            "inferenceDataset": {
              "bucket": null,
              "datasetId": "ds-e8zaztlwdbe1tjnz",
              "errorMessage": null,
              "name": "客服助手_评估_01_zghass",
              "path": null,
              "state": "SUCCEEDED",
              "stateText": "success",
            },
            "message": "",
            "modelName": "客服助手",
            "originText": "Train",
            "promptTemplate": null,
            "state": "Done",
            "tags": [],
            "unitId": "ameu-grjto8ldl7bh",
            "version": "2",
            "versionDescription": "补充退换货语料",
          },
          {
            "inferenceDataset": {
              "bucket": null,
              "datasetId": "ds-47103s6omga3pjca",
              "errorMessage": null,
              "name": "客服助手_评估_01_ngiwal",
              "path": null,
              "state": "SUCCEEDED",
              "stateText": "success",
            },
            "message": "",
            "modelName": "ERNIE Lite",
            "originText": "PlatformPreset",
            "promptTemplate": null,
            "state": "Done",
            "tags": [],
            "unitId": "ameu-d6ndn4ouk3ww",
            "version": "ERNIE-Lite-128K-0419",
            "versionDescription": "",
          },
        ],
      }
    `);
    expect(upstream()).toEqual(["eval/detail"]);
  });

  it("answers the report of a task that is done, one entry for each version", async () => {
    const { query, upstream } = await startKit();
    const { data, errors } = await query(`{ evaluationTask(id: 5901) { report {
      modelName version modes
      rule { accuracy f1Score rouge1 rouge2 rougeL bleu4 }
      judge { average standardDeviation median unscored scoreDistribution { score count } }
      manual { average goodCaseProportion subjectiveImpression dimensions { dimension unscored scoreDistribution { score count } } }
    } } }`);
    expect(errors).toBeUndefined();
    const { report } = data.evaluationTask;
    expect(report).toHaveLength(3);
    for (const { judge } of report) {
      const samples = judge.scoreDistribution.reduce(
        (sum: number, { count }: { count: number }) => sum + count,
        0,
      );
      const points = judge.scoreDistribution.reduce(
        (sum: number, { score, count }: { score: number; count: number }) => sum + score * count,
        0,
      );
      expect(judge.average).toBeCloseTo(points / samples, 6);
    }
    expect(upstream()).toEqual(["eval/detail", "eval/report"]);
  });

  it("has no report while it runs, and does not ask for one", async () => {
    const { query, upstream } = await startKit();
    const { data, errors } = await query(
      `{ evaluationTask(id: "ame-7dk3wm9qx2tz") { state report { version } } }`,
    );
    expect(errors).toBeUndefined();
    expect(data.evaluationTask).toEqual({ state: "DOING", report: null });
    expect(upstream()).toEqual(["eval/detail"]);
  });

  it("is null when there is none", async () => {
    const { query } = await startKit();
    expect(await query(`{ evaluationTask(id: "ame-000000000000") { name } }`)).toEqual({
      data: { evaluationTask: null },
    });
  });
});

describe("the progress of an evaluation", () => {
  const PROGRESS =
    "query ($id: ID!) { evaluationTask(id: $id) { progress { done answered total } } }";

  it("comes with the task, for no further call", async () => {
    const { query, upstream } = await startKit();
    const { data } = await query(PROGRESS, { id: "ame-5wz1kd8qh3vn" });
    const { done, total } = data.evaluationTask.progress;
    expect([done, total > 0]).toEqual([total, true]);
    expect(upstream()).toEqual(["eval/detail"]);
  });
});
