import type { CreatableModelType } from "../model-type.ts";
import type { Ref } from "../ref.ts";

/** A finished training run to publish: as a new model's first version, or as a further one. */
export interface PublishRequest {
  readonly target: { readonly modelName: string } | { readonly modelId: string };
  readonly tags?: readonly string[] | undefined;
  /** Of a new model. V2 needs it; V1 knows it by itself. */
  readonly modelType?: CreatableModelType | undefined;
  readonly trainJobId: string;
  readonly trainTaskId: string;
  readonly step?: number | undefined;
  readonly description?: string | undefined;
}

/** What publishing made. */
export interface PublishedVersion {
  readonly model: Ref;
  readonly modelVersion: Ref & { readonly version?: string | undefined };
}
