import type { QianfanApi } from "../api.ts";
import { operationsOf } from "../http/api-operation.ts";
import type { OpenClient } from "../http/client.ts";
import { checkedFirst } from "../request-problem.ts";
import { onlyInV2 } from "./only-in-v2.ts";
import { operations } from "./operations.ts";
import { evaluationProblems, exportProblems } from "./problems.ts";
import { V1 } from "./protocol.ts";

/** The platform by V1 of Qianfan's API. */
export function createV1Api(openClient: OpenClient): QianfanApi {
  const by = operationsOf(openClient(V1));
  return {
    modelTellsVersions: true,
    model: by(operations.modelDetail),
    modelVersion: by(operations.modelVersionDetail),
    ownModels: by(operations.ownModels),
    presetModels: by(operations.presetModels),
    evaluableModels: by(operations.evaluableModels),
    publish: by(operations.publishTrainModel),
    deleteModels: by(operations.deleteModels),
    deleteModelVersions: by(operations.deleteModelVersions),
    evaluationTask: by(operations.evaluationDetail),
    evaluationReport: by(operations.evaluationReport),
    evaluationResults: by(operations.evaluationResults),
    createEvaluationTask: checkedFirst(by(operations.createEvaluation), "v1", evaluationProblems),
    stopEvaluationTask: by(operations.cancelEvaluation),
    deleteEvaluationTasks: by(operations.deleteEvaluations),
    resultExport: by(operations.resultExport),
    exportResults: checkedFirst(by(operations.exportResults), "v1", exportProblems),
    ...onlyInV2,
  };
}
