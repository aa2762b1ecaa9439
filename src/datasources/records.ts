import type { z } from "zod";
import type { evaluation } from "./qianfan/answers/evaluation.ts";
import type { EvaluationUnit } from "./qianfan/answers/evaluation-unit.ts";
import type { evaluableModels } from "./qianfan/answers/listed-model.ts";
import type { model } from "./qianfan/answers/model.ts";
import type { reportEntry } from "./qianfan/answers/report.ts";
import type { resultExport } from "./qianfan/answers/result-export.ts";
import type { versionDetail } from "./qianfan/answers/version.ts";

/**
 * What is known of an object. A member that is absent (`undefined`) has not been told yet and can be
 * loaded; one that is null has been told, and there is none.
 */
export type Known<Record> = Partial<Record> & Ref;

/** Names an object: at least one of the two forms is there. */
export interface Ref {
  readonly id?: string | undefined;
  readonly numericId?: string | null | undefined;
}

/** A model as its versions and evaluations mention it. */
export interface ModelRef extends Ref {
  readonly name?: string | null;
}

export type ModelRecord = z.output<typeof model>;
/** A model as a list tells of it, with some of its newest version. */
export type ListedModelRecord = Omit<Known<ModelRecord>, "latestVersion"> & {
  readonly latestVersion?: Known<ModelVersionSummary> | null | undefined;
};
export type ModelVersionRecord = z.output<typeof versionDetail>;
/** All of a version but what only modelVersionDetail tells. */
export type ModelVersionSummary = Omit<ModelVersionRecord, "parameters">;
export type EvaluationTaskRecord = z.output<typeof evaluation>;
export type EvaluationUnitRecord = EvaluationUnit;
export type EvaluationReportEntryRecord = z.output<typeof reportEntry>;
export type ResultExportRecord = z.output<typeof resultExport>;
export type EvaluableModelRecord = z.output<typeof evaluableModels>[number];
export type { ResultRecord } from "./qianfan/answers/result.ts";
export type { OriginRecord } from "./qianfan/answers/version.ts";
