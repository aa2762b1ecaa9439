import { read, write } from "../http/operation.ts";
import {
  deletionCheck,
  evaluationCheck,
  exportCheck,
  publishCheck,
  stopCheck,
} from "../outcome-hints.ts";
import {
  createErrors,
  evaluationDeleteErrors,
  evaluationErrors,
  exportErrors,
  exportInfoErrors,
  modelErrors,
  publishErrors,
  versionErrors,
} from "./business-errors.ts";
import { evaluation } from "./decoders/evaluation.ts";
import { evaluableModels, modelPage } from "./decoders/listed-model.ts";
import { model } from "./decoders/model.ts";
import {
  createdEvaluation,
  deleted,
  published,
  startedExport,
  stopOutcome,
} from "./decoders/mutation-results.ts";
import { report } from "./decoders/report.ts";
import { resultPage } from "./decoders/result.ts";
import { resultExport } from "./decoders/result-export.ts";
import { versionDetail } from "./decoders/version.ts";
import { evaluationIds, modelIds, modelVersionIds } from "./delete-requests.ts";
import { byExportId, exportBody } from "./export-requests.ts";
import { ownModelsBody, presetModelsBody, resultsBody } from "./list-requests.ts";
import {
  byId,
  byModelId,
  byModelVersionId,
  evaluationBody,
  everything,
  publishBody,
} from "./requests.ts";

// biome-ignore format: one operation, one line
export const operations = {
  modelDetail: read("modelDetail", byModelId, model, modelErrors),
  modelVersionDetail: read("modelVersionDetail", byModelVersionId, versionDetail, versionErrors),
  publishTrainModel: write("publishTrainModel", publishBody, published, publishErrors, publishCheck),
  createEvaluation: write("eval/create", evaluationBody, createdEvaluation, createErrors, evaluationCheck),
  evaluationDetail: read("eval/detail", byId, evaluation, evaluationErrors),
  evaluationReport: read("eval/report", byId, report, evaluationErrors),
  cancelEvaluation: write("eval/cancel", byId, stopOutcome, evaluationErrors, stopCheck),
  ownModels: read("model/user/list", ownModelsBody, modelPage, {}),
  presetModels: read("model/preset/list", presetModelsBody, modelPage, {}),
  evaluableModels: read("eval/model/list", everything, evaluableModels, {}),
  evaluationResults: read("eval/result/list", resultsBody, resultPage, evaluationErrors),
  exportResults: write("eval/result/export", exportBody, startedExport, exportErrors, exportCheck),
  resultExport: read("eval/result/export/info", byExportId, resultExport, exportInfoErrors),
  deleteModels: write("model/batchDelete", modelIds, deleted, modelErrors, deletionCheck),
  deleteModelVersions: write("model/version/batchDelete", modelVersionIds, deleted, versionErrors, deletionCheck),
  deleteEvaluations: write("eval/delete", evaluationIds, deleted, evaluationDeleteErrors, deletionCheck),
};
