// What V2 reads and says in the same way as V1: the one file here that names V1's.

export {
  enumOf,
  type Members,
  missing,
  objectRead,
  read,
  readList,
  within,
} from "../decode/coerce.ts";
export { type Faults, transform } from "../decode/transform.ts";
export { deletionCheck, evaluationCheck, exportCheck, stopCheck } from "../outcome-hints.ts";
export { evaluationModes } from "../v1/decoders/evaluation-standard.ts";
export { effectMetric, metrics } from "../v1/decoders/report.ts";
export { isPresent, modelVersionState, namedValues } from "../v1/decoders/version.ts";
