import { read, write } from "../http/operation.ts";
import {
  deletionCheck,
  evaluationCheck,
  exportCheck,
  publishCheck,
  stopCheck,
} from "../lost-answers.ts";
import { evaluation } from "./answers/evaluation.ts";
import { evaluableModels, modelPage } from "./answers/listed-model.ts";
import { model } from "./answers/model.ts";
import {
  createdEvaluation,
  deleted,
  published,
  startedExport,
  stopOutcome,
} from "./answers/receipts.ts";
import { report } from "./answers/report.ts";
import { resultPage } from "./answers/result.ts";
import { resultExport } from "./answers/result-export.ts";
import { versionDetail } from "./answers/version.ts";
import { evaluationIds, modelIds, modelVersionIds } from "./delete-requests.ts";
import { byExportId, exportBody } from "./export-requests.ts";
import { ownModelsBody, presetModelsBody, resultsBody } from "./list-requests.ts";
import {
  createRefusals,
  evaluationDeleteRefusals,
  evaluationRefusals,
  exportInfoRefusals,
  exportRefusals,
  modelRefusals,
  publishRefusals,
  versionRefusals,
} from "./refusals.ts";
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
  modelDetail: read("modelDetail", byModelId, model, modelRefusals),
  modelVersionDetail: read("modelVersionDetail", byModelVersionId, versionDetail, versionRefusals),
  publishTrainModel: write("publishTrainModel", publishBody, published, publishRefusals, publishCheck),
  createEvaluation: write("eval/create", evaluationBody, createdEvaluation, createRefusals, evaluationCheck),
  evaluationDetail: read("eval/detail", byId, evaluation, evaluationRefusals),
  evaluationReport: read("eval/report", byId, report, evaluationRefusals),
  cancelEvaluation: write("eval/cancel", byId, stopOutcome, evaluationRefusals, stopCheck),
  ownModels: read("model/user/list", ownModelsBody, modelPage, {}),
  presetModels: read("model/preset/list", presetModelsBody, modelPage, {}),
  evaluableModels: read("eval/model/list", everything, evaluableModels, {}),
  evaluationResults: read("eval/result/list", resultsBody, resultPage, evaluationRefusals),
  exportResults: write("eval/result/export", exportBody, startedExport, exportRefusals, exportCheck),
  resultExport: read("eval/result/export/info", byExportId, resultExport, exportInfoRefusals),
  deleteModels: write("model/batchDelete", modelIds, deleted, modelRefusals, deletionCheck),
  deleteModelVersions: write("model/version/batchDelete", modelVersionIds, deleted, versionRefusals, deletionCheck),
  deleteEvaluations: write("eval/delete", evaluationIds, deleted, evaluationDeleteRefusals, deletionCheck),
};
