import type { z } from "zod";
import { evaluation } from "./answers/evaluation.ts";
import { evaluableModels, modelPage } from "./answers/listed-model.ts";
import { model } from "./answers/model.ts";
import { createdEvaluation, deleted, published, stopOutcome } from "./answers/receipts.ts";
import { report } from "./answers/report.ts";
import { resultPage } from "./answers/result.ts";
import { resultExport, startedExport } from "./answers/result-export.ts";
import { versionDetail } from "./answers/version.ts";
import { evaluationIds, modelIds, modelVersionIds } from "./delete-requests.ts";
import { byExportId, exportBody } from "./export-requests.ts";
import { ownModelsBody, presetModelsBody, resultsBody } from "./list-requests.ts";
import {
  evaluationDeleteRefusals,
  evaluationRefusals,
  exportInfoRefusals,
  exportRefusals,
  modelRefusals,
  publishRefusals,
  type Refusals,
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

/**
 * How often an operation may reach Qianfan.
 * - `read`: any number of times, it changes nothing.
 * - `write`: once, since nothing in the API makes a second one harmless.
 */
export type OperationKind = "read" | "write";

/** One call of Qianfan's management API: what it takes, what it answers, how it refuses. */
export interface Operation<Request, Answer> {
  /** The path below `/wenxinworkshop/modelrepo/`, by which logs and errors name the call. */
  readonly name: string;
  readonly kind: OperationKind;
  readonly body: (request: Request) => unknown;
  readonly answer: z.ZodType<Answer>;
  readonly refusals: Refusals;
}

function operation(kind: OperationKind) {
  return <Request, Answer>(
    name: string,
    body: (request: Request) => unknown,
    answer: z.ZodType<Answer>,
    refusals: Refusals,
  ): Operation<Request, Answer> => ({ name, kind, body, answer, refusals });
}

const read = operation("read");
const write = operation("write");

// biome-ignore format: one operation, one line
export const operations = {
  modelDetail: read("modelDetail", byModelId, model, modelRefusals),
  modelVersionDetail: read("modelVersionDetail", byModelVersionId, versionDetail, versionRefusals),
  publishTrainModel: write("publishTrainModel", publishBody, published, publishRefusals),
  createEvaluation: write("eval/create", evaluationBody, createdEvaluation, {}),
  evaluationDetail: read("eval/detail", byId, evaluation, evaluationRefusals),
  evaluationReport: read("eval/report", byId, report, evaluationRefusals),
  cancelEvaluation: write("eval/cancel", byId, stopOutcome, evaluationRefusals),
  ownModels: read("model/user/list", ownModelsBody, modelPage, {}),
  presetModels: read("model/preset/list", presetModelsBody, modelPage, {}),
  evaluableModels: read("eval/model/list", everything, evaluableModels, {}),
  evaluationResults: read("eval/result/list", resultsBody, resultPage, evaluationRefusals),
  exportResults: write("eval/result/export", exportBody, startedExport, exportRefusals),
  resultExport: read("eval/result/export/info", byExportId, resultExport, exportInfoRefusals),
  deleteModels: write("model/batchDelete", modelIds, deleted, modelRefusals),
  deleteModelVersions: write("model/version/batchDelete", modelVersionIds, deleted, versionRefusals),
  deleteEvaluations: write("eval/delete", evaluationIds, deleted, evaluationDeleteRefusals),
};
