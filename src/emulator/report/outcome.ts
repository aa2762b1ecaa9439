import type { StoredTask } from "../store/task.ts";
import type { StoredUnit } from "../store/unit.ts";
import { judgeScores } from "./judge.ts";
import { manualScores, type ScoredDimension } from "./manual.ts";
import { qualityOf } from "./quality.ts";
import { hash, randomFrom } from "./random.ts";
import { ruleMetrics } from "./rule.ts";

/**
 * How a version did in a task: what both the report and the single results are made of, so that they
 * agree. Made up, and the same each time; null for a mode that was not used.
 */
export interface Outcome {
  /** 24 hexadecimal characters. */
  readonly id: string;
  readonly key: string;
  readonly rule: ReturnType<typeof ruleMetrics> | null;
  readonly judge: readonly number[] | null;
  readonly manual: readonly ScoredDimension[] | null;
}

// Each mode draws its own numbers, so that adding a mode leaves the others' results alone.
export function outcomeOf(task: StoredTask, unit: StoredUnit): Outcome {
  const key = `evaluation ${task.evalId} version ${unit.modelVersionId}`;
  const { standard, dataset } = task.settings;
  const { rule, judge, manual } = standard;
  const { samples } = dataset;
  const quality = qualityOf(unit);
  return {
    id: hash(key).slice(0, 24),
    key,
    rule: rule && ruleMetrics(rule, quality, samples, randomFrom(`${key} rule`)),
    judge:
      judge && judgeScores(judge.prompt.maxScore, quality, samples, randomFrom(`${key} judge`)),
    manual: manual && manualScores(manual, quality, samples, randomFrom(`${key} manual`)),
  };
}
