import type { Localized } from "../../../domain/index.ts";
import type { OperationKind, QianfanApi } from "../api.ts";
import { unsupportedOperation } from "../unsupported.ts";

type OnlyInV2 =
  | "evaluationTasks"
  | "updateEvaluationTask"
  | "compressionTask"
  | "compressionTasks"
  | "createCompressionTask"
  | "cancelCompressionTask"
  | "deleteCompressionTasks"
  | "modelExport"
  | "exportModelVersion"
  | "trainTask"
  | "trainTasks"
  | "trainJobs"
  | "datasetVersion";

const NO_LIST = { en: "it has no list of evaluations", zh: "没有评估任务列表" };
const NO_UPDATE = {
  en: "an evaluation's description stays as it was created",
  zh: "评估任务的描述创建后不能修改",
};
const NO_COMPRESSION = { en: "V1 has no compressions", zh: "V1 没有压缩任务接口" };
const NO_EXPORT = { en: "V1 does not export models", zh: "V1 没有模型导出接口" };
const NO_TRAINING = {
  en: "V1 has no train jobs and train tasks",
  zh: "V1 没有训练作业与训练任务接口",
};
const NO_DATASET = { en: "V1 has no versions of data sets", zh: "V1 没有数据集版本接口" };

/** What V1 does not have, by the names of V2's actions. */
export const onlyInV2: Pick<QianfanApi, OnlyInV2> = {
  evaluationTasks: lacks("DescribeEvalTasks", "read", NO_LIST),
  updateEvaluationTask: lacks("ModifyEvalTask", "write", NO_UPDATE),
  compressionTask: lacks("DescribeModelCompTask", "read", NO_COMPRESSION),
  compressionTasks: lacks("DescribeModelCompTasks", "read", NO_COMPRESSION),
  createCompressionTask: lacks("CreateModelCompTask", "write", NO_COMPRESSION),
  cancelCompressionTask: lacks("CancelModelCompTask", "write", NO_COMPRESSION),
  deleteCompressionTasks: lacks("DeleteModelCompTask", "write", NO_COMPRESSION),
  modelExport: lacks("DescribeModelExportTask", "read", NO_EXPORT),
  exportModelVersion: lacks("CreateModelExportTask", "write", NO_EXPORT),
  trainTask: lacks("DescribeFineTuningTask", "read", NO_TRAINING),
  trainTasks: lacks("DescribeFineTuningTasks", "read", NO_TRAINING),
  trainJobs: lacks("DescribeFineTuningJobs", "read", NO_TRAINING),
  datasetVersion: lacks("DescribeDatasetVersion", "read", NO_DATASET),
};

function lacks(name: string, kind: OperationKind, reason: Localized) {
  return unsupportedOperation<never, never>(name, kind, "v1", reason);
}
