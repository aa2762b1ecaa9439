import type { StoredTask } from "../store/task.ts";
import type { StoredUnit } from "../store/unit.ts";
import { judgeMetrics, NO_JUDGE } from "./judge.ts";
import { manualMetrics, NO_MANUAL } from "./manual.ts";
import { type Outcome, outcomeOf } from "./outcome.ts";
import { NO_RULE } from "./rule.ts";

/** One version's results in eval/report: made up, and the same each time they are asked for. */
export function reportEntry(task: StoredTask, unit: StoredUnit, userId: number) {
  const { name, standard } = task.settings;
  const outcome = outcomeOf(task, unit);
  return {
    modelName: unit.modelName,
    modelVersion: unit.modelVersion,
    modelVersionSource: unit.modelSource,
    evalMode: standard.evalMode,
    evaluationName: name,
    id: outcome.id,
    modelVersionId: unit.modelVersionId,
    modelVersionIdStr: unit.modelVersionIdStr,
    modelId: unit.modelId,
    modelIdStr: unit.modelIdStr,
    userId,
    evaluationId: task.evalId,
    evaluationIdStr: task.evalIdStr,
    modelForm: "model",
    evalUnitId: unit.evalUnitId,
    inferDatasetId: unit.inferDataset.id,
    inferDatasetName: unit.inferDataset.name,
    effectMetric: effectMetric(task, outcome),
    performanceMetric: {},
  };
}

function effectMetric({ settings }: StoredTask, { rule, judge, manual }: Outcome) {
  const { standard, dataset } = settings;
  return {
    ...(rule ?? NO_RULE),
    ...(judge ? judgeMetrics(judge, standard.judge?.prompt.maxScore ?? 0) : NO_JUDGE),
    ...(manual ? manualMetrics(manual, dataset.samples) : NO_MANUAL),
  };
}
