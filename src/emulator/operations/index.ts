import { evalDelete, modelBatchDelete, versionBatchDelete } from "./batch-delete.ts";
import { evalCancel } from "./eval-cancel.ts";
import { evalCreate } from "./eval-create.ts";
import { evalDetail } from "./eval-detail.ts";
import { evalModelList } from "./eval-model-list.ts";
import { evalReport } from "./eval-report.ts";
import { evalResultExport } from "./eval-result-export.ts";
import { evalResultExportInfo } from "./eval-result-export-info.ts";
import { evalResultList } from "./eval-result-list.ts";
import { modelDetail } from "./model-detail.ts";
import { presetModelList, userModelList } from "./model-list.ts";
import { modelVersionDetail } from "./model-version-detail.ts";
import type { Operation } from "./operation.ts";
import { publishTrainModel } from "./publish-train-model.ts";

/** Every operation, by the rest of its path after `/wenxinworkshop/modelrepo/`. */
export const OPERATIONS: ReadonlyMap<string, Operation> = new Map([
  ["modelDetail", modelDetail],
  ["modelVersionDetail", modelVersionDetail],
  ["publishTrainModel", publishTrainModel],
  ["eval/create", evalCreate],
  ["eval/detail", evalDetail],
  ["eval/report", evalReport],
  ["eval/cancel", evalCancel],
  ["eval/delete", evalDelete],
  ["eval/model/list", evalModelList],
  ["eval/result/list", evalResultList],
  ["eval/result/export", evalResultExport],
  ["eval/result/export/info", evalResultExportInfo],
  ["model/user/list", userModelList],
  ["model/preset/list", presetModelList],
  ["model/batchDelete", modelBatchDelete],
  ["model/version/batchDelete", versionBatchDelete],
]);
