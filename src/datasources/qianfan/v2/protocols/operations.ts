import type { Verdict } from "../operation.ts";
import { operations } from "../operations.ts";

type Operations = keyof typeof operations;

/** What both protocols have for one operation of the platform. */
export interface OperationRow {
  /** V1's path below `/wenxinworkshop/modelrepo/`; null where V1 has none. */
  readonly v1: string | null;
  /** V2's actions, in the order they are called; empty where V2 has none. */
  readonly v2: readonly Operations[];
  /** Of V2. */
  readonly verdict: Verdict;
  /** What is not known. */
  readonly leftOpen?: string;
}

const row = (
  v1: string | null,
  verdict: Verdict,
  v2: readonly Operations[],
  leftOpen?: string,
): OperationRow => ({ v1, v2, verdict, ...(leftOpen !== undefined && { leftOpen }) });

// biome-ignore format: one operation, one line
export const operationRows = {
  model: row("modelDetail", "certain", ["modelSet", "modelVersion"], "the order of versions"),
  modelVersion: row("modelVersionDetail", "likely", ["modelVersion", "systemModelVersion"], "some token limits; the source of compressed and imported versions"),
  ownModels: row("model/user/list", "certain", ["customModelSets"]),
  presetModels: row("model/preset/list", "certain", ["systemModelSets"]),
  publish: row("publishTrainModel", "likely", ["createModelSet", "createModel"], "the codes of a name that is taken and of a task published already"),
  deleteModels: row("model/batchDelete", "certain", ["deleteModelSet"], "one call for each; what happens to objects in use"),
  deleteModelVersions: row("model/version/batchDelete", "likely", ["deleteModel"], "the result"),
  createEvaluation: row("eval/create", "likely", ["createEvaluation"], "stop words, inference parameters, people together with other modes"),
  evaluation: row("eval/detail", "likely", ["evaluation"], "the settings of judge and people"),
  evaluationReport: row("eval/report", "likely", ["evaluationReport"], "gsbDistribution"),
  stopEvaluation: row("eval/cancel", "certain", ["stopEvaluation"], "tasks that people score"),
  deleteEvaluations: row("eval/delete", "certain", ["deleteEvaluation"]),
  evaluableModels: row("eval/model/list", "likely", ["evaluableVersions"], "the words of objectType"),
  exportResults: row("eval/result/export", "likely", ["createResultExport"], "the form of the result"),
  resultExport: row("eval/result/export/info", "likely", ["resultExport"], "the names of path and link"),
  evaluationResults: row("eval/result/list", "open", [], "no action was found: export the results"),
  evaluations: row(null, "likely", ["evaluations"]),
  updateEvaluation: row(null, "likely", ["updateEvaluation"], "the spelling of description"),
  createCompression: row(null, "certain", ["createCompression"]),
  compression: row(null, "certain", ["compression"], "the finish time"),
  compressions: row(null, "likely", ["compressions"], "the finish time"),
  cancelCompression: row(null, "open", ["cancelCompression"], "the result"),
  deleteCompression: row(null, "open", ["deleteCompression"], "the result"),
  createModelExport: row(null, "certain", ["createModelExport"]),
  modelExport: row(null, "certain", ["modelExport"]),
  trainJobs: row(null, "likely", ["trainJobs"]),
  trainTasks: row(null, "likely", ["trainTasks"], "the members of an item"),
  trainTask: row(null, "likely", ["trainTask"], "the members of a checkpoint"),
  datasetVersion: row(null, "likely", ["datasetVersion"]),
} as const satisfies Record<string, OperationRow>;

/** V2's names of a row's actions. */
export const actionsOf = ({ v2 }: OperationRow): string[] => v2.map((key) => operations[key].name);
