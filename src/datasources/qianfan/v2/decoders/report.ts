import type { EvaluationReportEntryRecord } from "../../../../domain/index.ts";
import {
  effectMetric,
  evaluationModes,
  type Faults,
  type Members,
  metrics,
  read,
  readList,
  transform,
} from "../common.ts";
import { ONLY_ID } from "./evaluation.ts";

/** DescribeEvalTaskReport (Ymm4un12j): one entry a version. */
export const report = transform((answer, faults): EvaluationReportEntryRecord[] => {
  const seen = new Map<string, number>();
  return readList(answer, (entry, itsFaults) => reportEntry(entry, itsFaults, seen), faults);
});

function reportEntry(
  answer: Members,
  _: Faults,
  seen: Map<string, number>,
): EvaluationReportEntryRecord {
  const taskId = read.stringId(answer.taskId);
  const versionId = read.stringId(answer.modelId);
  const modesText = read.text(answer.evalMode);
  const modes = evaluationModes(modesText);
  const datasetId = read.stringId(answer.inferDatasetId);
  const entryId = entryIdOf(taskId, versionId, seen);
  return {
    entryId,
    id: entryId,
    unitId: null,
    modelVersion: versionId === null ? null : { id: versionId },
    objectTypeText: read.text(answer.evalObjectType),
    modes,
    modesText,
    evaluationName: read.text(answer.taskName),
    evaluationTaskId: taskId,
    evaluationNumericId: null,
    evaluationJobId: null,
    userId: null,
    projectId: null,
    // Where it is stored is told by DescribeEvalTask.
    inferenceDataset:
      datasetId === null ? null : { ...ONLY_ID, datasetId, bucket: null, path: null },
    ...metrics(modes, effectMetric.safeParse(answer.effectMetric).data ?? null),
    performance: null,
  };
}

/** V2 gives an entry no id: one is made of the task's and the version's, which may stand twice. */
function entryIdOf(taskId: string | null, versionId: string | null, seen: Map<string, number>) {
  if (taskId === null || versionId === null) return null;
  const id = `${taskId}:${versionId}`;
  const count = (seen.get(id) ?? 0) + 1;
  seen.set(id, count);
  return count === 1 ? id : `${id}:${count}`;
}
