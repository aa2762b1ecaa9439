import type { DataSources } from "../datasources/index.ts";
import type { IdKind } from "../domain/ids.ts";

export type EntityKind = Extract<
  IdKind,
  "model" | "modelVersion" | "evaluationTask" | "resultExport"
>;

/** How an entity is read by its id alone. */
export interface EntityRead {
  /** The kind of its id, whose prefix names the type. */
  readonly kind: EntityKind;
  readonly find: (sources: DataSources, id: string) => Promise<object | null>;
}

/** Every type whose objects have a global id. */
export const ENTITY_READS = {
  Model: { kind: "model", find: ({ models }, id) => models.byId(id) },
  ModelVersion: { kind: "modelVersion", find: ({ versions }, id) => versions.byId(id) },
  EvaluationTask: { kind: "evaluationTask", find: ({ evaluations }, id) => evaluations.byId(id) },
  EvaluationResultExport: {
    kind: "resultExport",
    find: ({ resultExports }, id) => resultExports.byId(id),
  },
} as const satisfies Readonly<Record<string, EntityRead>>;
