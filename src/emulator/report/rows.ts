import type { StoredTask } from "../store/task.ts";
import type { StoredUnit } from "../store/unit.ts";
import { type Outcome, outcomeOf } from "./outcome.ts";
import { hash, type Random, randomFrom, round } from "./random.ts";
import { sampleTexts } from "./sample-texts.ts";

/** One version's answer to one sample. A score is null when its mode was not used. */
export interface ResultRow {
  readonly id: string;
  /** The id of the version's unit in the evaluation. */
  readonly evalUnitId: string;
  readonly modelId: number;
  readonly modelName: string;
  readonly modelVersionId: number;
  readonly modelVersion: string;
  readonly prompt: string;
  readonly prediction: string;
  readonly completion: string;
  /** 1 when the answer is the expected one to the letter, else 0. */
  readonly accuracy: number | null;
  readonly rouge_1: number | null;
  readonly rouge_2: number | null;
  readonly rouge_l: number | null;
  readonly bleu4: number | null;
  readonly judgeScore: number | null;
  readonly manualScores: readonly { readonly dimension: string; readonly score: number }[] | null;
}

/** All single results of a task: sample by sample, and for each the versions in their order. */
export function resultRows(task: StoredTask): ResultRow[] {
  const { samples } = task.settings.dataset;
  const columns = task.evaluatedUnits.map((unit) => unitRows(task, unit, samples));
  return Array.from({ length: samples }, (_, index) => columns.map((rows) => rows[index]))
    .flat()
    .filter((row) => row !== undefined);
}

function unitRows(task: StoredTask, unit: StoredUnit, samples: number): ResultRow[] {
  const outcome = outcomeOf(task, unit);
  const rule = ruleScores(outcome, samples);
  return Array.from({ length: samples }, (_, index) => ({
    id: hash(`${outcome.key} sample ${index}`).slice(0, 24),
    evalUnitId: unit.evalUnitId,
    modelId: unit.modelId,
    modelName: unit.modelName,
    modelVersionId: unit.modelVersionId,
    modelVersion: unit.modelVersion,
    ...sampleTexts(index, unit.modelName),
    accuracy: rule?.accuracy[index] ?? null,
    rouge_1: rule?.rouge_1[index] ?? null,
    rouge_2: rule?.rouge_2[index] ?? null,
    rouge_l: rule?.rouge_l[index] ?? null,
    bleu4: rule?.bleu4[index] ?? null,
    judgeScore: outcome.judge?.[index] ?? null,
    manualScores:
      outcome.manual?.map(({ dimension, scores }) => ({ dimension, score: scores[index] ?? 0 })) ??
      null,
  }));
}

function ruleScores({ rule, key }: Outcome, samples: number) {
  if (!rule) return null;
  const exact = Math.round(rule.accuracy * samples);
  const around = (name: "rouge_1" | "rouge_2" | "rouge_l" | "bleu4") =>
    fractionsAround(rule[name], samples, randomFrom(`${key} ${name}`));
  return {
    accuracy: Array.from({ length: samples }, (_, index) => (index < exact ? 1 : 0)),
    rouge_1: around("rouge_1"),
    rouge_2: around("rouge_2"),
    rouge_l: around("rouge_l"),
    bleu4: around("bleu4"),
  };
}

/** Fractions whose mean is the given one: every second one goes back as far as the last went away. */
function fractionsAround(mean: number, count: number, random: Random): number[] {
  const room = Math.min(mean, 1 - mean);
  let away = 0;
  return Array.from({ length: count }, (_, index) => {
    if (index % 2 === 1) return round(mean + away);
    away = index === count - 1 ? 0 : room * (2 * random() - 1);
    return round(mean - away);
  });
}
