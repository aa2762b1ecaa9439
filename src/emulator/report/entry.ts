import type { StoredTask } from "../store/task.ts";
import type { StoredUnit } from "../store/unit.ts";
import { judgeMetrics, NO_JUDGE } from "./judge.ts";
import { manualMetrics, NO_MANUAL } from "./manual.ts";
import { qualityOf } from "./quality.ts";
import { hash, randomFrom } from "./random.ts";
import { NO_RULE, ruleMetrics } from "./rule.ts";

/** One version's results in eval/report: made up, and the same each time they are asked for. */
export function reportEntry(task: StoredTask, unit: StoredUnit, userId: number) {
  const { name, standard } = task.settings;
  const key = `evaluation ${task.evalId} version ${unit.modelVersionId}`;
  return {
    modelName: unit.modelName,
    modelVersion: unit.modelVersion,
    modelVersionSource: unit.modelSource,
    evalMode: standard.evalMode,
    evaluationName: name,
    id: hash(key).slice(0, 24),
    modelVersionId: unit.modelVersionId,
    modelId: unit.modelId,
    evaluationJobId: Number.parseInt(hash(key).slice(-4), 16),
    userId,
    projectId: "",
    evaluationId: task.evalId,
    effectMetric: effectMetric(task, unit, key),
    performanceMetric: {},
  };
}

// Each mode draws its own numbers, so that adding a mode leaves the others' results alone.
function effectMetric(task: StoredTask, unit: StoredUnit, key: string) {
  const { standard, dataset } = task.settings;
  const { rule, judge, manual } = standard;
  const { samples } = dataset;
  const quality = qualityOf(unit);
  return {
    ...(rule ? ruleMetrics(rule, quality, samples, randomFrom(`${key} rule`)) : NO_RULE),
    ...(judge
      ? judgeMetrics(judge.prompt.maxScore, quality, samples, randomFrom(`${key} judge`))
      : NO_JUDGE),
    ...(manual ? manualMetrics(manual, quality, samples, randomFrom(`${key} manual`)) : NO_MANUAL),
  };
}
