/** What a model does. */
export const MODEL_TYPES = [
  "TEXT_GENERATION",
  "IMAGE_GENERATION",
  "INDUSTRIAL_SEARCH",
  "TEXT_REPRESENTATION",
  "VECTOR",
  "IMAGE_UNDERSTANDING",
  "INDUSTRY",
  "VIDEO_GENERATION",
  "VOICE_GENERATION",
  "REASONING",
  "RERANKING",
] as const;

export type ModelType = (typeof MODEL_TYPES)[number];

/** What a new model may be: the values of CreateCustomModelSet's page (Pmnij91ff). */
export const CREATABLE_MODEL_TYPES = [
  "TEXT_GENERATION",
  "IMAGE_GENERATION",
  "VECTOR",
  "IMAGE_UNDERSTANDING",
  "VIDEO_GENERATION",
  "VOICE_GENERATION",
  "REASONING",
  "RERANKING",
] as const satisfies readonly ModelType[];

export type CreatableModelType = (typeof CREATABLE_MODEL_TYPES)[number];
