import { expect, it } from "vitest";
import { problemsOf } from "../../../../src/datasources/qianfan/v2/requests/evaluation-problems.ts";
import { publishProblems } from "../../../../src/datasources/qianfan/v2/requests/model.ts";
import type { EvaluationRequest, PublishRequest } from "../../../../src/domain/index.ts";

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
  ["by rule and a judge", { judge: { apiName: "ERNIE-4.0-8K", prompt } }],
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

const judge = { apiName: "ERNIE-4.0-8K", prompt };
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
  ["a judge without a model", "judge.apiName invalid", { judge: { prompt } }],
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
])("%s cannot be sent, and it is named: %s", (_, expected, changes) => {
  const problems = problemsOf({ ...request, ...changes });
  expect(problems.map(({ path, is }) => `${path.join(".")} ${is}`)).toEqual([expected]);
  for (const { reason } of problems) expect(reason.en && reason.zh).toBeTruthy();
});

const run = { trainJobId: "job-1", trainTaskId: "task-1" };

it.each<[string, string[], PublishRequest]>([
  ["a version of a model", [], { ...run, target: { modelId: "am-1" } }],
  ["a new model", [], { ...run, target: { modelName: "a" }, modelType: "REASONING" }],
  ["a new model without a type", ["modelType invalid"], { ...run, target: { modelName: "a" } }],
  [
    "tags of an old model",
    ["tags unsupported"],
    { ...run, target: { modelId: "am-1" }, tags: ["t"] },
  ],
  ["300 characters", [], { ...run, target: { modelId: "am-1" }, description: "𠮷".repeat(300) }],
  [
    "301 characters",
    ["description invalid"],
    { ...run, target: { modelId: "am-1" }, description: "长".repeat(301) },
  ],
])("publishing %s has the problems %j", (_, expected, request) => {
  const problems = publishProblems(request);
  expect(problems.map(({ path, is }) => `${path.join(".")} ${is}`)).toEqual(expected);
});
