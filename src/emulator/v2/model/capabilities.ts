import type { StoredVersion } from "../../store/version.ts";

/** What a version of such a model is called for, where that is not text. */
const APPLICATION_TYPES: ReadonlyMap<string, string> = new Map([
  ["Text2Image", "Text-to-Image"],
  ["ImageUnderstanding", "Image-to-Text"],
  ["Embedding", "embedding"],
  ["TextRepresentation", "embedding"],
  ["Reranker", "reranker"],
  ["VideoGeneration", "video"],
  ["VioceGeneration", "voice"],
]);

const RERANKER = "reranker";
const TOKENS_PER_K = 1024;
const USUAL_INPUT_TOKENS = 7 * TOKENS_PER_K;

export function applicationType({ model, ioMode }: StoredVersion): string {
  return APPLICATION_TYPES.get(model.modelKind) ?? ioMode;
}

/** Of the members of `trivial` one name is known, of those of `reranker` none. */
export function tokenLimitations(version: StoredVersion) {
  if (applicationType(version) === RERANKER) return { reranker: {} };
  return { trivial: { inputTokens: inputTokens(version.ioLength) } };
}

/** V1 writes `124K+4K`: so much goes in, and so much comes out. */
function inputTokens(ioLength: string): number {
  const thousands = /^(\d+)K\+/.exec(ioLength)?.[1];
  return thousands === undefined ? USUAL_INPUT_TOKENS : Number(thousands) * TOKENS_PER_K;
}
