import { firstOf, type Probe, probe } from "../probes.ts";
import { operations } from "./operations.ts";

const PAGE = { pageNo: 1, pageSize: 10 };

/** V1's reads, each after those that name its ids. V1 lists no evaluations: V2 or a person names them. */
export const V1_PROBES: readonly Probe[] = [
  probe(
    operations.ownModels,
    () => [PAGE],
    ({ rows }, found) => {
      found.add("model", ...rows.map(({ id }) => id));
      found.add("modelVersion", ...rows.map(({ latestVersion }) => latestVersion?.id));
    },
  ),
  probe(
    operations.presetModels,
    () => [PAGE],
    ({ rows }, found) => found.add("presetModel", ...rows.map(({ id }) => id)),
  ),
  probe(operations.evaluableModels, () => [{}]),
  probe(operations.modelDetail, firstOf("model", "presetModel"), ({ versions }, found) =>
    found.add("modelVersion", ...(versions ?? []).map(({ id }) => id)),
  ),
  probe(operations.modelVersionDetail, firstOf("modelVersion")),
  probe(operations.evaluationDetail, firstOf("evaluationTask"), ({ id, state }, found) => {
    if (state === "DONE") found.add("doneEvaluationTask", id);
  }),
  probe(operations.evaluationReport, firstOf("doneEvaluationTask")),
  probe(operations.evaluationResults, (found) =>
    firstOf("doneEvaluationTask")(found).map((evaluationTaskId) => ({ ...PAGE, evaluationTaskId })),
  ),
  probe(operations.resultExport, firstOf("resultExport")),
];
