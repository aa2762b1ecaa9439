/** How a model version is called. */
export const IO_MODES = [
  "CHAT",
  "COMPLETION",
  "EMBEDDING",
  "RERANKING",
  "TEXT_TO_IMAGE",
  "IMAGE_TO_TEXT",
  "VIDEO",
  "VOICE",
] as const;

export type IoMode = (typeof IO_MODES)[number];
