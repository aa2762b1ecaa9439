import type { QianfanApi } from "../api.ts";
import { operationsOf } from "../http/api-operation.ts";
import type { OpenClient } from "../http/client.ts";
import { checkedFirst } from "../request-problem.ts";
import { unsupportedOperation } from "../unsupported.ts";
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
    evaluationTasks: unsupportedOperation("DescribeEvalTasks", "read", "v1", {
      en: "it has no list of evaluations",
      zh: "没有评估任务列表",
    }),
    updateEvaluationTask: unsupportedOperation("ModifyEvalTask", "write", "v1", {
      en: "an evaluation's description stays as it was created",
      zh: "评估任务的描述创建后不能修改",
    }),
    resultExport: by(operations.resultExport),
    exportResults: checkedFirst(by(operations.exportResults), "v1", exportProblems),
  };
}
