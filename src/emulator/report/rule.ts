import type { RuleStandard } from "../store/evaluation-standard.ts";
import { type Random, round } from "./random.ts";

export const NO_RULE = { accuracy: 0, f1Score: 0, rouge_1: 0, rouge_2: 0, rouge_l: 0, bleu4: 0 };

export function ruleMetrics(
  { scoreModes }: RuleStandard,
  quality: number,
  samples: number,
  random: Random,
) {
  const rouge1 = quality * (0.6 + 0.1 * random());
  const rouge2 = rouge1 * (0.5 + 0.1 * random());
  const accuracy = Math.round(quality * (0.7 + 0.2 * random()) * samples) / samples;
  return {
    ...NO_RULE,
    ...(scoreModes.includes("accuracy") && {
      accuracy: round(accuracy),
      f1Score: round(accuracy * (0.98 + 0.02 * random())),
    }),
    ...(scoreModes.includes("similarity") && {
      rouge_1: round(rouge1),
      rouge_2: round(rouge2),
      rouge_l: round(rouge1 * (0.9 + 0.08 * random())),
      bleu4: round(rouge2 * (0.4 + 0.1 * random())),
    }),
  };
}
