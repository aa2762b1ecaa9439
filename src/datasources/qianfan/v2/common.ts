// What V2 reads and says in the same way as V1: the one file here that names V1's.

export {
  enumOf,
  type Members,
  missing,
  objectRead,
  read,
  readList,
  within,
} from "../decode/lenient.ts";
export { type Faults, transform } from "../decode/transform.ts";
export { deletionCheck, evaluationCheck, exportCheck, stopCheck } from "../lost-answers.ts";
export { evaluationModes } from "../v1/answers/evaluation-standard.ts";
export { effectMetric, metrics } from "../v1/answers/report.ts";
export { isPresent, modelVersionState, namedValues } from "../v1/answers/version.ts";
