/** V1 names a family of models, V2 the base model: the pairs that the demo needs. */
const BASE_MODELS: ReadonlyMap<string, string> = new Map([
  ["ernieBotLite-Speed", "ERNIE-Speed-8K"],
  ["ernieBotLite-v201-8k", "ERNIE-Lite-8K"],
  ["WENXIN-YIGE", "Stable-Diffusion-XL-Base-1.0"],
]);

export function baseModelOf(trainType: string): string {
  return BASE_MODELS.get(trainType) ?? trainType;
}
