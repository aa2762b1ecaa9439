import { refusals as no } from "./business-errors.ts";
import { deletionCheck, evaluationCheck, exportCheck, stopCheck } from "./common.ts";
import { compression, compressions } from "./decoders/compression.ts";
import { datasetVersion } from "./decoders/dataset-version.ts";
import { evaluableVersions } from "./decoders/evaluable.ts";
import { evaluation, evaluations } from "./decoders/evaluation.ts";
import { modelExport } from "./decoders/model-export.ts";
import {
  customModelSets,
  modelSet,
  systemModelSet,
  systemModelSets,
} from "./decoders/model-set.ts";
import { modelVersion, systemModelVersion } from "./decoders/model-version.ts";
import {
  createdCompression,
  createdEvaluation,
  createdModel,
  createdModelExport,
  createdResultExport,
  createdVersion,
  done,
} from "./decoders/mutation-results.ts";
import { report } from "./decoders/report.ts";
import { resultExport } from "./decoders/result-export.ts";
import { trainJobs, trainTask, trainTasks } from "./decoders/train-task.ts";
import { area } from "./operation.ts";
import {
  compressionCheck,
  descriptionCheck,
  modelCheck,
  modelExportCheck,
  versionCheck,
} from "./outcome-hints.ts";
import { evaluationBody } from "./requests/evaluation.ts";
import {
  compressionListBody,
  evaluableBody,
  evaluationListBody,
  pageBody,
  trainTaskListBody,
} from "./requests/lists.ts";
import {
  byModelId,
  byModelSetId,
  modelBody,
  modelSelector,
  modelSetBody,
} from "./requests/model.ts";
import { resultExportBody } from "./requests/result-export.ts";
import {
  byModelCompTaskId,
  byTaskId,
  byVersionId,
  compressionBody,
  descriptionBody,
} from "./requests/tasks.ts";

const model = area("/v2/model");
const evaluating = area("/v2/eval");
const training = area("/v2/finetuning");
const data = area("/v2/dataset");

const deleteCheck = (id: string) => deletionCheck([id]);

// biome-ignore format: one operation, one line
export const operations = {
  modelSet: model.read("DescribeModelSet", "certain", modelSelector, modelSet, no.modelSet),
  systemModelSet: model.read("DescribeSystemModelSet", "certain", modelSelector, systemModelSet, no.modelSet),
  customModelSets: model.read("DescribeCustomModelSets", "certain", pageBody, customModelSets, no.list),
  systemModelSets: model.read("DescribeSystemModelSets", "certain", pageBody, systemModelSets, no.list),
  modelVersion: model.read("DescribeModel", "likely", byModelId, modelVersion, no.model),
  systemModelVersion: model.read("DescribeSystemModel", "likely", byModelId, systemModelVersion, no.model),
  createModelSet: model.write("CreateCustomModelSet", "likely", modelSetBody, createdModel, no.createModelSet, modelCheck),
  createModel: model.write("CreateCustomModel", "likely", modelBody, createdVersion, no.createModel, versionCheck),
  deleteModelSet: model.write("DeleteModelSet", "certain", byModelSetId, done, no.modelSet, deleteCheck),
  deleteModel: model.write("DeleteModel", "likely", byModelId, done, no.model, deleteCheck),

  createEvaluation: evaluating.write("CreateEvalTask", "likely", evaluationBody, createdEvaluation, no.createEvaluation, evaluationCheck),
  evaluation: evaluating.read("DescribeEvalTask", "likely", byTaskId, evaluation, no.evaluation),
  evaluations: evaluating.read("DescribeEvalTasks", "likely", evaluationListBody, evaluations, no.list),
  evaluationReport: evaluating.read("DescribeEvalTaskReport", "likely", byTaskId, report, no.evaluation),
  updateEvaluation: evaluating.write("ModifyEvalTask", "likely", descriptionBody, done, no.evaluation, descriptionCheck),
  stopEvaluation: evaluating.write("StopEvalTask", "certain", byTaskId, done, no.stopEvaluation, stopCheck),
  deleteEvaluation: evaluating.write("DeleteEvalTask", "certain", byTaskId, done, no.evaluation, deleteCheck),
  evaluableVersions: evaluating.read("DescribeEvalObjects", "likely", evaluableBody, evaluableVersions, no.list),
  createResultExport: evaluating.write("CreateEvalResultExportTask", "likely", resultExportBody, createdResultExport, no.createResultExport, exportCheck),
  resultExport: evaluating.read("DescribeEvalResultExportTask", "likely", byTaskId, resultExport, no.resultExport),

  createCompression: model.write("CreateModelCompTask", "certain", compressionBody, createdCompression, no.createCompression, compressionCheck),
  compression: model.read("DescribeModelCompTask", "certain", byModelCompTaskId, compression, no.compression),
  compressions: model.read("DescribeModelCompTasks", "likely", compressionListBody, compressions, no.list),
  cancelCompression: model.write("CancelModelCompTask", "open", byModelCompTaskId, done, no.cancelCompression, stopCheck),
  deleteCompression: model.write("DeleteModelCompTask", "open", byModelCompTaskId, done, no.compression, deleteCheck),

  createModelExport: model.write("CreateModelExportTask", "certain", byModelId, createdModelExport, no.createModelExport, modelExportCheck),
  modelExport: model.read("DescribeModelExportTask", "certain", byModelId, modelExport, no.model),

  trainJobs: training.read("DescribeFineTuningJobs", "likely", pageBody, trainJobs, no.list),
  trainTasks: training.read("DescribeFineTuningTasks", "likely", trainTaskListBody, trainTasks, no.trainTasks),
  trainTask: training.read("DescribeFineTuningTask", "likely", byTaskId, trainTask, no.trainTask),
  datasetVersion: data.read("DescribeDatasetVersion", "likely", byVersionId, datasetVersion, no.datasetVersion),
};
