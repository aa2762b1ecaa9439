import {
  evaluableFields,
  evaluationFields,
  reportFields,
  resultExportFields,
  standardFields,
  unitFields,
} from "./evaluation.ts";
import type { Field } from "./field.ts";
import { modelFields, versionFields } from "./model.ts";
import {
  compressionFields,
  datasetVersionFields,
  modelExportFields,
  trainJobFields,
  trainTaskFields,
} from "./tasks.ts";

export type { Field } from "./field.ts";
export { actionsOf, type OperationRow, operationRows } from "./operations.ts";

/** By record, and by the record's member: what each protocol calls it, and how well V2's side is known. */
export const fieldRows: Readonly<Record<string, Readonly<Record<string, Field>>>> = {
  Model: modelFields,
  ModelVersion: versionFields,
  EvaluationTask: evaluationFields,
  EvaluationStandard: standardFields,
  EvaluationUnit: unitFields,
  EvaluationReportEntry: reportFields,
  EvaluationResultExport: resultExportFields,
  EvaluableVersion: evaluableFields,
  CompressionTask: compressionFields,
  ModelExport: modelExportFields,
  TrainJob: trainJobFields,
  TrainTask: trainTaskFields,
  DatasetVersion: datasetVersionFields,
};
