import type { QianfanApi } from "../api.ts";
import { operationsOf } from "../http/api-operation.ts";
import type { OpenClient } from "../http/client.ts";
import { unsupportedOperation } from "../unsupported.ts";
import { eachDeleted } from "./deletions.ts";
import { evaluableModels } from "./evaluable-models.ts";
import { describing, evaluating, exporting, stopping } from "./evaluations.ts";
import { modelList } from "./lists.ts";
import { operations } from "./operations.ts";
import { V2 } from "./protocol.ts";
import { publishing } from "./publish.ts";
import { byStringId, ownOrPreset } from "./reads.ts";
import type { ModelSelector } from "./requests/model.ts";
import type { Canonical } from "./string-ids.ts";

/** The platform by V2 of Qianfan's API. */
export function createV2Api(openClient: OpenClient, canonical: Canonical): QianfanApi {
  const by = operationsOf(openClient(V2));
  const models = ownOrPreset(by(operations.modelSet), by(operations.systemModelSet));
  const modelById = {
    ...models,
    call: (id: string, call: Parameters<typeof models.call>[1]) =>
      models.call({ id } satisfies ModelSelector, call),
  };
  const version = ownOrPreset(by(operations.modelVersion), by(operations.systemModelVersion));
  const [own, preset] = [by(operations.customModelSets), by(operations.systemModelSets)];
  const versions = by(operations.evaluableVersions);
  return {
    modelTellsVersions: false,
    model: byStringId(modelById, "model", canonical),
    modelVersion: byStringId(version, "modelVersion", canonical),
    ownModels: modelList(own),
    presetModels: modelList(preset),
    evaluableModels: evaluableModels({ versions, own, preset, version }),
    publish: publishing(by(operations.createModelSet), by(operations.createModel), canonical),
    deleteModels: eachDeleted(by(operations.deleteModelSet), "model", canonical),
    deleteModelVersions: eachDeleted(by(operations.deleteModel), "modelVersion", canonical),
    evaluationTask: byStringId(by(operations.evaluation), "evaluationTask", canonical),
    evaluationReport: byStringId(by(operations.evaluationReport), "evaluationTask", canonical),
    evaluationResults: unsupportedOperation("DescribeEvalResults", "read", "v2", NO_RESULTS),
    createEvaluationTask: evaluating(by(operations.createEvaluation), canonical),
    stopEvaluationTask: stopping(
      byStringId(by(operations.stopEvaluation), "evaluationTask", canonical),
    ),
    deleteEvaluationTasks: eachDeleted(
      by(operations.deleteEvaluation),
      "evaluationTask",
      canonical,
    ),
    evaluationTasks: by(operations.evaluations),
    updateEvaluationTask: describing(by(operations.updateEvaluation), canonical),
    resultExport: byStringId(by(operations.resultExport), "resultExport", canonical),
    exportResults: exporting(by(operations.createResultExport), canonical),
  };
}

const NO_RESULTS = {
  en: "V2 has no call for single results; export them with exportEvaluationResults and read the file",
  zh: "V2 没有查询单条结果的接口；请用 exportEvaluationResults 导出后读取文件",
};
