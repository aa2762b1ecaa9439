import { expect, it } from "vitest";
import type { EvaluationRequest } from "../../../../src/datasources/qianfan/v2/requests/evaluation.ts";
import { problemsOf } from "../../../../src/datasources/qianfan/v2/requests/evaluation-problems.ts";
import { versionProblems } from "../../../../src/datasources/qianfan/v2/requests/model.ts";

const storage = { bucket: "my-bucket", path: "answers" };
const version = { modelVersionId: "amv-1" };
const rule = { scoreModes: ["SIMILARITY"] } as const;
const prompt = { metric: "", steps: "", maxScore: 5 };
const request: EvaluationRequest = {
  name: "评估",
  datasetId: "ds-1",
  versions: [version, version],
  rule,
};

it.each<[string, Partial<EvaluationRequest>]>([
  ["by rule", {}],
  ["by a judge", { rule: undefined, judge: { apiName: "ERNIE-4.0-8K", prompt } }],
  ["by rule and a judge", { judge: { apiName: "ERNIE-4.0-8K" } }],
  ["by people", { rule: undefined, manual: { dimensions: [{ name: "满意度" }] } }],
  [
    "into one bucket",
    {
      versions: [
        { ...version, storage },
        { ...version, storage },
      ],
    },
  ],
  ["against a baseline", { versions: [{ ...version, isBaseline: true }, version] }],
])("an evaluation %s can be sent", (_, changes) => {
  expect(problemsOf({ ...request, ...changes })).toEqual([]);
});

const judge = { apiName: "ERNIE-4.0-8K" };
const dimensions = ["一", "二", "三", "四"].map((name) => ({ name }));

it.each<[string, string, Partial<EvaluationRequest>]>([
  ["a draft", "pendingTaskId unsupported", { pendingTaskId: "ame-1" }],
  ["machines", "compute unsupported", { compute: { vmType: 1, vmCount: 8 } }],
  [
    "a path of stop words",
    "rule.stopWordsPath unsupported",
    { rule: { ...rule, stopWordsPath: "p" } },
  ],
  [
    "a judge's application",
    "judge.applicationId unsupported",
    { judge: { ...judge, applicationId: "1" } },
  ],
  [
    "a judge's template",
    "judge.prompt.templateContent unsupported",
    { judge: { ...judge, prompt: { ...prompt, templateContent: "{{src}}" } } },
  ],
  ["a judge without a model", "judge.apiName invalid", { judge: {} }],
  ["people beside rules", "manual invalid", { manual: { dimensions: [] } }],
  ["five dimensions", "manual.dimensions invalid", { rule: undefined, manual: { dimensions } }],
  ["six versions", "versions invalid", { versions: Array(6).fill(version) }],
  ["two places", "versions.1.storage invalid", { versions: [version, { ...version, storage }] }],
  [
    "two baselines",
    "versions invalid",
    { versions: Array(2).fill({ ...version, isBaseline: true }) },
  ],
  ["a baseline alone", "versions invalid", { versions: [{ ...version, isBaseline: true }] }],
  ["a data set's integer", "datasetId invalid", { datasetId: "1460" }],
])("%s cannot be sent, and it is named: %s", (_, expected, changes) => {
  const problems = problemsOf({ ...request, ...changes });
  expect(problems.map(({ path, is }) => `${path.join(".")} ${is}`)).toEqual([expected]);
  for (const { reason } of problems) expect(reason.en && reason.zh).toBeTruthy();
});

it("a version's description has at most 300 characters", () => {
  const version = { modelId: "am-1", trainTaskId: "task-1" };
  for (const description of [undefined, "", "𠮷".repeat(300)]) {
    expect(versionProblems({ ...version, description })).toEqual([]);
  }
  const [problem] = versionProblems({ ...version, description: "长".repeat(301) });
  expect(problem).toMatchObject({ path: ["description"], is: "invalid" });
});
