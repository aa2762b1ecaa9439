import type { ModelSource, OrUnknown } from "../../../domain/index.ts";

/** A version that can be evaluated. Its model is known by its name alone. */
export interface EvaluableVersion {
  readonly id: string;
  readonly numericId: null;
  /** The model's name. */
  readonly name: string | null;
  readonly version?: string;
  readonly source: OrUnknown<ModelSource> | null;
  readonly sourceText: string | null;
  readonly createdAt?: Date | null;
}
