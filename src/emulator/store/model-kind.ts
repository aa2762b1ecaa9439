/** V2's words for a model's type, with V1's number where V1 has one. */
export const MODEL_KINDS: ReadonlyMap<string, number | null> = new Map([
  ["Text2Text", 0],
  ["Text2Image", 1],
  ["TextRepresentation", 3],
  ["Embedding", 4],
  ["ImageUnderstanding", 5],
  ["Industry", 6],
  ["VideoGeneration", null],
  ["VioceGeneration", null], // so spelled by Qianfan
  ["Reasoning", null],
  ["Reranker", null],
]);

const BY_NUMBER = new Map([...MODEL_KINDS].map(([kind, number]) => [number, kind]));

export function modelKindOf(modelType: number): string {
  return BY_NUMBER.get(modelType) ?? "";
}

/** V1's number for a word. V1 has to say something: a kind without a number counts as text. */
export function modelTypeOf(kind: string): number {
  return MODEL_KINDS.get(kind) ?? 0;
}
