import { z } from "zod";
import type { EvaluationReportEntryRecord } from "../../../../domain/index.ts";
import {
  digits,
  integer,
  jsonObject,
  listOf,
  number,
  optional,
  stringId,
  text,
} from "../../decode/coerce.ts";
import { unusable } from "../../decode/observe.ts";
import { transform } from "../../decode/transform.ts";
import { evaluationModes } from "./evaluation-standard.ts";
import { inferenceDataset, mentionedModel, mentionedVersion } from "./evaluation-unit.ts";
import { namedValues } from "./version.ts";

const distribution = z
  .record(z.string(), integer)
  .nullish()
  .catch(({ value }) => unusable("object", value));

const known = {
  accuracy: number,
  f1Score: number,
  rouge_1: number,
  rouge_2: number,
  rouge_l: number,
  bleu4: number,
  edit_dist: number,
  embedding_dist: number,
  avgJudgeScore: number,
  stdJudgeScore: number,
  medianJudgeScore: number,
  scoreDistribution: distribution,
  manualAvgScore: number,
  goodCaseProportion: number,
  subjectiveImpression: text,
  manualScoreDistribution: listOf(
    z.object({ dimension: text, scoreDistribution: distribution }),
  ).catch(({ value }) => unusable("objects", value) ?? []),
  // The page shows the entry's id in here, real answers have it beside.
  id: stringId,
};

export const effectMetric = z.looseObject(known);

type EffectMetric = z.output<typeof effectMetric>;

// A mode that was not used leaves zeros behind, which mean nothing: only used modes have metrics.
export function metrics(modes: readonly string[], metric: EffectMetric | null) {
  const used = (mode: string) => (modes.includes(mode) ? metric : null);
  const [rule, judge, manual] = [used("RULE"), used("JUDGE"), used("MANUAL")];
  return {
    rule: rule && {
      accuracy: rule.accuracy,
      f1Score: rule.f1Score,
      rouge1: rule.rouge_1,
      rouge2: rule.rouge_2,
      rougeL: rule.rouge_l,
      bleu4: rule.bleu4,
      editDistance: rule.edit_dist,
      embeddingDistance: rule.embedding_dist,
    },
    judge: judge && {
      average: judge.avgJudgeScore,
      standardDeviation: judge.stdJudgeScore,
      median: judge.medianJudgeScore,
      ...scores(judge.scoreDistribution),
    },
    manual: manual && {
      average: manual.manualAvgScore,
      goodCaseProportion: manual.goodCaseProportion,
      subjectiveImpression: manual.subjectiveImpression || null,
      dimensions: manual.manualScoreDistribution.map(({ dimension, scoreDistribution }) => ({
        dimension,
        ...scores(scoreDistribution),
      })),
    },
    otherMetrics: otherMetrics(metric),
  };
}

/** Members of effectMetric that no source tells the form of; null among them means not measured. */
function otherMetrics(metric: EffectMetric | null) {
  const others = Object.entries(metric ?? {}).filter(
    ([name, value]) => !Object.hasOwn(known, name) && value !== null,
  );
  return namedValues(Object.fromEntries(others));
}

/** A distribution as a sorted list; the key -1 counts the samples without a usable score. */
function scores(distribution: z.output<typeof effectMetric>["scoreDistribution"]) {
  const counts = Object.entries(distribution ?? {})
    .map(([score, count]) => ({ score: Number(score), count: count ?? 0 }))
    .filter(({ score }) => Number.isFinite(score));
  return {
    scoreDistribution: counts.filter(({ score }) => score >= 0).sort((a, b) => a.score - b.score),
    unscored: counts.find(({ score }) => score === -1)?.count ?? null,
  };
}

/** One version's entry of eval/report. */
export const reportEntry = z
  .object({
    id: stringId,
    modelName: text,
    modelVersion: text,
    modelVersionSource: text,
    modelId: digits,
    modelIdStr: stringId,
    modelVersionId: digits,
    modelVersionIdStr: stringId,
    evalMode: text,
    evaluationName: text,
    evaluationId: digits,
    evaluationIdStr: stringId,
    userId: digits,
    evaluationJobId: digits,
    projectId: text,
    evalUnitId: stringId,
    inferDatasetId: stringId,
    inferDatasetName: text,
    effectMetric: optional(effectMetric),
    performanceMetric: jsonObject,
  })
  .pipe(
    transform((answer): EvaluationReportEntryRecord => {
      const model = mentionedModel(answer);
      const modes = evaluationModes(answer.evalMode);
      const entryId = answer.id ?? answer.effectMetric?.id ?? null;
      return {
        entryId,
        id: entryId,
        unitId: answer.evalUnitId,
        model,
        modelVersion: mentionedVersion(answer, model),
        modelName: answer.modelName,
        version: answer.modelVersion,
        originText: answer.modelVersionSource,
        objectTypeText: null,
        modes,
        modesText: answer.evalMode,
        evaluationName: answer.evaluationName,
        evaluationTaskId: answer.evaluationIdStr,
        evaluationNumericId: answer.evaluationId,
        evaluationJobId: answer.evaluationJobId,
        userId: answer.userId,
        projectId: answer.projectId || null,
        inferenceDataset: inferenceDataset(answer),
        ...metrics(modes, answer.effectMetric),
        performance: namedValues(answer.performanceMetric),
      };
    }),
  );

/** eval/report: one entry a version. */
export const report = listOf(reportEntry);
