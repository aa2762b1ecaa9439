// What V2 reads and says in the same way as V1: the one file here that names V1's.
export { evaluationModes } from "../answers/evaluation-standard.ts";
export {
  type Members,
  missing,
  objectRead,
  oneOf,
  read,
  readList,
  within,
} from "../answers/lenient.ts";
export { effectMetric, metrics } from "../answers/report.ts";
export { type Faults, transform } from "../answers/transform.ts";
export { isPresent, modelVersionState, namedValues } from "../answers/version.ts";
export { deletionCheck, stopCheck } from "../lost-answers.ts";
export type { RefusalReason } from "../refusals.ts";
