import { describe, expect, it } from "vitest";
import { startKit } from "../kit/index.ts";

const CREATE = `mutation ($input: CreateEvaluationTaskInput!) { createEvaluationTask(input: $input) {
  evaluationTask { id numericId name state standard { modes } units { version } } userErrors { code field message }
} }`;

const PROMPT = {
  templateName: "裁判员模型打分模板",
  templateContent: "问题: {{src}}\n标准答案: {{tgt}}\n回答: {{prediction}}",
  metric: "综合得分\n要点: 准确、完整",
  steps: "1.阅读问题\n2.阅读答案\n3.打分",
};

const INPUT = {
  name: "客服助手_评估_02",
  description: "混合评估",
  datasetId: "ds-jm4t9wq27bxk1c5e",
  versions: [
    { modelVersionId: "amv-8nzc3yh5pd1m", modelId: "am-4kq9trv2xw7b" },
    {
      modelVersionId: "16088",
      inferenceParameters: { temperature: 0.95, top_p: 0.7 },
      promptTemplate: "请回答以下问题:{input}",
      storage: { bucket: "my-bucket", path: "answers/" },
    },
  ],
  rule: { scoreModes: ["SIMILARITY", "ACCURACY"] },
  judge: { applicationId: "1483416000", prompt: PROMPT },
  manual: { dimensions: [{ name: "满意度" }, { name: "安全性", description: "安全性备注" }] },
  compute: { vmType: 1, vmCount: 8 },
};

describe("createEvaluationTask", () => {
  it("starts an evaluation by rules, a judge and people over several versions", async () => {
    const { query, qianfan, upstream } = await startKit();
    const { data, errors } = await query(CREATE, { input: INPUT });
    expect(errors).toBeUndefined();
    expect(data.createEvaluationTask).toEqual({
      evaluationTask: {
        id: expect.stringMatching(/^ame-/),
        numericId: expect.stringMatching(/^\d+$/),
        name: "客服助手_评估_02",
        state: "PENDING",
        standard: { modes: ["JUDGE", "MANUAL", "RULE"] },
        units: [{ version: "1" }, { version: "2" }],
      },
      userErrors: [],
    });
    expect(upstream()).toEqual(["eval/create", "eval/detail"]);
    expect(qianfan.calls[0]?.body).toMatchInlineSnapshot(`
      {
        "computeResourceConf": {
          "vmNumber": 8,
          "vmType": 1,
        },
        "datasetId": "ds-jm4t9wq27bxk1c5e",
        "description": "混合评估",
        "evalStandardConf": {
          "appId": 1483416000,
          "evalMode": "model,manual,rule",
          "evaluationDimension": [
            {
              "dimension": "满意度",
            },
            {
              "description": "安全性备注",
              "dimension": "安全性",
            },
          ],
          "prompt": {
            "maxScore": 5,
            "metric": "综合得分
      要点: 准确、完整",
            "steps": "1.阅读问题
      2.阅读答案
      3.打分",
            "templateContent": "问题: {{src}}
      标准答案: {{tgt}}
      回答: {{prediction}}",
            "templateName": "裁判员模型打分模板",
          },
          "scoreModes": [
            "similarity",
            "accuracy",
          ],
        },
        "name": "客服助手_评估_02",
        "versionEvalInfo": [
          {
            "inferDatasetStorageType": "sysBos",
            "modelId": "am-4kq9trv2xw7b",
            "modelVersionId": "amv-8nzc3yh5pd1m",
          },
          {
            "inferDatasetRawPath": "answers/",
            "inferDatasetStorageId": "my-bucket",
            "inferDatasetStorageType": "usrBos",
            "modelVersionId": 16088,
            "params": {
              "temperature": 0.95,
              "top_p": 0.7,
            },
            "prompt": {
              "content": "请回答以下问题:{input}",
              "enable": true,
            },
          },
        ],
      }
    `);
  });

  it("reads nothing when only the new task's ids are selected", async () => {
    const { query, upstream } = await startKit();
    const { data } = await query(
      `mutation ($input: CreateEvaluationTaskInput!) { createEvaluationTask(input: $input) { evaluationTask { id numericId } } }`,
      { input: { ...INPUT, judge: null, manual: null } },
    );
    expect(data.createEvaluationTask.evaluationTask.id).toMatch(/^ame-/);
    expect(upstream()).toEqual(["eval/create"]);
  });

  it("starts a draft with these settings", async () => {
    const { query } = await startKit();
    const draft = "ame-odjp5zzzfrtk";
    const { data, errors } = await query(CREATE, { input: { ...INPUT, pendingTaskId: draft } });
    expect(errors).toBeUndefined();
    expect(data.createEvaluationTask.evaluationTask).toMatchObject({ id: draft, state: "PENDING" });
  });

  it("tells all faults of an input at once, each with its path, what was given and what is allowed", async () => {
    const { query, upstream } = await startKit();
    const { data, errors } = await query(CREATE, {
      input: {
        name: "a\u0007b",
        datasetId: "ds",
        versions: [
          { modelVersionId: "amv-8nzc3yh5pd1m" },
          { modelVersionId: "am-4kq9trv2xw7b", promptTemplate: "no placeholder" },
          { modelVersionId: " 16022" },
        ],
        rule: { scoreModes: [] },
        judge: {
          applicationId: "app",
          prompt: { ...PROMPT, templateContent: "{{src}}", metric: "好".repeat(201), maxScore: 0 },
        },
        manual: { dimensions: ["a", "b", "c", "d", "e"].map((name) => ({ name })) },
        compute: { vmCount: 0 },
      },
    });
    expect(data.createEvaluationTask).toBeNull();
    expect(errors?.[0]?.message).toMatchInlineSnapshot(`
      "input.name is "a\\u0007b"; allowed: 1 to 256 characters, not only spaces, without control characters.
      input.datasetId is "ds"; allowed: "ds-" followed by 1 to 64 letters or digits (such as ds-jm4t9wq27bxk1c5e), or a positive integer.
      input.versions[1].modelVersionId is "am-4kq9trv2xw7b"; allowed: "amv-" followed by 1 to 64 letters or digits (such as amv-8nzc3yh5pd1m), or a positive integer.
      input.versions[1].promptTemplate is "no placeholder"; allowed: up to 20000 characters that contain {input}.
      input.versions[2].modelVersionId is " 16022"; allowed: "amv-" followed by 1 to 64 letters or digits (such as amv-8nzc3yh5pd1m), or a positive integer.
      input.rule.scoreModes is []; allowed: 1 to 2 entries.
      input.judge.applicationId is "app"; allowed: a positive integer.
      input.judge.prompt.templateContent is "{{src}}"; allowed: up to 20000 characters that contain {{prediction}}.
      input.judge.prompt.metric is "好好好好好好好好好好好好好好好好好好好好好好好好好好好好好好好好好好好好好好好好好好好好好好好好好好好好好好好好好好好... (203 characters); allowed: up to 200 characters, without control characters but line breaks and tabs.
      input.judge.prompt.maxScore is 0; allowed: a whole number from 1 to 100.
      input.manual.dimensions is a list of 5; allowed: 1 to 4 entries.
      input.compute.vmCount is 0; allowed: a whole number from 1 to 1000000."
    `);
    expect(upstream()).toEqual([]);
  });

  it.each([
    ["no mode of scoring", { rule: null, judge: null, manual: null }],
    ["no version", { versions: [] }],
    ["people without 满意度", { manual: { dimensions: [{ name: "安全性" }] } }],
  ])("refuses %s before anything is sent", async (_, fault) => {
    const { query, upstream } = await startKit();
    const { errors } = await query(CREATE, { input: { ...INPUT, ...fault } });
    expect(errors).toHaveLength(1);
    expect(errors?.[0]?.extensions).toMatchObject({
      code: "BAD_USER_INPUT",
      problems: [
        {
          path: expect.arrayContaining(["input"]),
          given: expect.any(String),
          allowed: expect.any(String),
        },
      ],
    });
    expect(upstream()).toEqual([]);
  });

  it.each([
    ["{prediction}", "double braces, {{prediction}}: Qianfan takes single braces for plain text"],
    [
      "{src} {tgt} {{prediction}} {其他}",
      "double braces, {{src}}, {{tgt}}: Qianfan takes single braces for plain text",
    ],
  ])(
    "refuses the judge's template %s, whose placeholders are plain text",
    async (templateContent, allowed) => {
      const { query, upstream } = await startKit();
      const prompt = { ...PROMPT, templateContent };
      const input = { ...INPUT, judge: { ...INPUT.judge, prompt } };
      const { errors } = await query(CREATE, { input });
      expect(errors).toMatchObject([
        {
          extensions: {
            code: "BAD_USER_INPUT",
            problems: [{ path: ["input", "judge", "prompt", "templateContent"], allowed }],
          },
        },
      ]);
      const chinese = await query(CREATE, { input }, { "accept-language": "zh" });
      expect(chinese.errors?.[0]?.message).toContain("千帆将单花括号视为普通文本");
      expect(upstream()).toEqual([]);
    },
  );

  it("takes a template without a name, braces that are text, and 200 characters on several lines", async () => {
    const { query, qianfan } = await startKit();
    const { templateName: _, ...prompt } = {
      ...PROMPT,
      templateContent: '{只给一个分数} {{prediction}} {"score": ""}',
      metric: `好\n${"好".repeat(198)}`,
    };
    const input = { ...INPUT, judge: { ...INPUT.judge, prompt } };
    const { data, errors } = await query(CREATE, { input });
    expect(errors).toBeUndefined();
    expect(data.createEvaluationTask.userErrors).toEqual([]);
    expect(qianfan.calls[0]?.body).toMatchObject({
      evalStandardConf: { prompt: { ...prompt, maxScore: 5 } },
    });
    expect(qianfan.calls[0]?.body).not.toHaveProperty("evalStandardConf.prompt.templateName");
  });

  it("tells Qianfan's refusal of the metric at the metric", async () => {
    const { query, qianfan } = await startKit();
    const message = "param[metrics] invalid";
    qianfan.faults.next("eval/create", { kind: "refuse", code: 500001, message });
    const { data, errors } = await query(CREATE, { input: INPUT });
    expect(errors).toBeUndefined();
    expect(data.createEvaluationTask).toEqual({
      evaluationTask: null,
      userErrors: [
        {
          code: "EVALUATION_METRIC_INVALID",
          field: ["input", "judge", "prompt", "metric"],
          message: expect.stringContaining("Qianfan: param[metrics] invalid"),
        },
      ],
    });
  });

  it("passes on what Qianfan says of a data set that does not exist", async () => {
    const { query } = await startKit();
    const { data, errors } = await query(CREATE, {
      input: { ...INPUT, datasetId: "ds-0000000000000000" },
    });
    expect(data.createEvaluationTask).toBeNull();
    expect(errors?.[0]).toMatchObject({
      message: "Qianfan refused eval/create: param[datasetId] invalid.",
      extensions: {
        code: "QIANFAN_ERROR",
        retryable: false,
        qianfan: { operation: "eval/create", errorCode: "500001", httpStatus: 200, attempts: 1 },
      },
    });
  });
});
