import { evalCancel } from "./eval-cancel.ts";
import { evalCreate } from "./eval-create.ts";
import { evalDetail } from "./eval-detail.ts";
import { evalReport } from "./eval-report.ts";
import { modelDetail } from "./model-detail.ts";
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
]);
