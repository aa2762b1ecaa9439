import { firstOf, type Probe, probe } from "../probes.ts";
import { operations } from "./operations.ts";

const PAGE = { pageSize: 10 };

const byModelSet = (kind: string) => (found: Parameters<Probe["calls"]>[1]) =>
  firstOf(kind)(found).map((id) => ({ id }));

/** V2's reads, each after those that name its ids. */
export const V2_PROBES: readonly Probe[] = [
  probe(
    operations.customModelSets,
    () => [PAGE],
    ({ items }, found) => {
      found.add("model", ...items.map(({ id }) => id));
      for (const { versions } of items) {
        found.add("modelVersion", ...(versions ?? []).map(({ id }) => id));
      }
    },
  ),
  probe(
    operations.systemModelSets,
    () => [PAGE],
    ({ items }, found) => {
      found.add("presetModel", ...items.map(({ id }) => id));
      for (const { versions } of items) {
        found.add("presetModelVersion", ...(versions ?? []).map(({ id }) => id));
      }
    },
  ),
  probe(operations.modelSet, byModelSet("model")),
  probe(operations.systemModelSet, byModelSet("presetModel")),
  probe(operations.modelVersion, firstOf("modelVersion")),
  probe(operations.systemModelVersion, firstOf("presetModelVersion")),
  probe(operations.modelExport, firstOf("modelVersion")),
  probe(operations.evaluableVersions, () => [
    { ...PAGE, source: "OWN" as const },
    { ...PAGE, source: "PRESET" as const },
  ]),
  probe(
    operations.evaluations,
    () => [
      { ...PAGE, kind: "AUTOMATIC" as const },
      { ...PAGE, kind: "MANUAL" as const },
    ],
    ({ items }, found) => found.add("evaluationTask", ...items.map(({ id }) => id)),
  ),
  probe(operations.evaluation, firstOf("evaluationTask"), ({ id, state, dataset }, found) => {
    if (state === "DONE") found.add("doneEvaluationTask", id);
    found.add("datasetVersion", dataset?.datasetId);
  }),
  probe(operations.evaluationReport, firstOf("doneEvaluationTask")),
  probe(operations.resultExport, firstOf("resultExport")),
  probe(
    operations.compressions,
    () => [PAGE],
    ({ items }, found) => found.add("compression", ...items.map(({ id }) => id)),
  ),
  probe(operations.compression, firstOf("compression")),
  probe(
    operations.trainJobs,
    () => [PAGE],
    ({ items }, found) => found.add("trainJob", ...items.map(({ id }) => id)),
  ),
  probe(
    operations.trainTasks,
    (found) => firstOf("trainJob")(found).map((jobId) => ({ ...PAGE, jobId })),
    ({ items }, found) => found.add("trainTask", ...items.map(({ id }) => id)),
  ),
  probe(operations.trainTask, firstOf("trainTask")),
  probe(operations.datasetVersion, firstOf("datasetVersion")),
];
