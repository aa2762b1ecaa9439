import { z } from "zod";
import type { EvaluationReportEntryRecord } from "../../../domain/index.ts";
import { evaluationMode, inferenceDataset } from "./stored-evaluation.ts";
import { mentionedVersion } from "./stored-version.ts";
import { modelRef, namedValues, number, text } from "./values.ts";

const scores = {
  scoreDistribution: z.array(z.object({ score: z.number(), count: z.number() })),
  unscored: number,
};

/** A report: one entry for each version. */
export const storedReport: z.ZodType<readonly EvaluationReportEntryRecord[]> = z.array(
  z.object({
    entryId: text,
    id: text,
    modelVersion: mentionedVersion.nullable(),
    model: modelRef.nullish(),
    modelName: text.optional(),
    version: text.optional(),
    originText: text.optional(),
    objectTypeText: text,
    modes: z.array(evaluationMode),
    modesText: text,
    evaluationName: text,
    evaluationTaskId: text,
    evaluationNumericId: text,
    evaluationJobId: text,
    userId: text,
    projectId: text,
    unitId: text,
    inferenceDataset,
    otherMetrics: namedValues,
    rule: z
      .object({
        accuracy: number,
        f1Score: number,
        rouge1: number,
        rouge2: number,
        rougeL: number,
        bleu4: number,
        editDistance: number,
        embeddingDistance: number,
      })
      .nullable(),
    judge: z
      .object({ average: number, standardDeviation: number, median: number, ...scores })
      .nullable(),
    manual: z
      .object({
        average: number,
        goodCaseProportion: number,
        subjectiveImpression: text,
        dimensions: z.array(z.object({ dimension: text, ...scores })),
      })
      .nullable(),
    performance: namedValues.nullable(),
  }),
);
