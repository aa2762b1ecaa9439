import { z } from "zod";
import type { ResultRecord } from "../../../../domain/index.ts";
import { anyId, digits, number, stringId, text } from "../../decode/coerce.ts";
import { transform } from "../../decode/transform.ts";
import { mentionedModel, mentionedVersion } from "./evaluation-unit.ts";
import { pageOf } from "./page.ts";

// No answer has been published. Scores are looked for under the names of the filters, texts under
// those that an export takes, ids under those of the report; whatever else there is stays in `raw`.
const resultFields = z.object({
  id: anyId,
  modelId: digits,
  modelIdStr: stringId,
  modelName: text,
  modelVersionId: digits,
  modelVersionIdStr: stringId,
  modelVersion: text,
  prompt: text,
  prediction: text,
  completion: text,
  bleu4: number,
  rouge_1: number,
  rouge_2: number,
  rouge_l: number,
  judgeScore: number,
});

/** One version's answer to one sample, and what it scored. */
const result = z.record(z.string(), z.unknown()).pipe(
  transform((row): ResultRecord => {
    const { rouge_1, rouge_2, rouge_l, ...answer } = resultFields.parse(row);
    const model = mentionedModel(answer);
    return {
      resultId: answer.id,
      model,
      modelVersion: mentionedVersion(answer, model),
      prompt: answer.prompt,
      prediction: answer.prediction,
      completion: answer.completion,
      bleu4: answer.bleu4,
      rouge1: rouge_1,
      rouge2: rouge_2,
      rougeL: rouge_l,
      judgeScore: answer.judgeScore,
      raw: withoutSecrets(row),
    };
  }),
);

/** A page of eval/result/list. */
export const resultPage = pageOf(result);

const SECRET = /^(app_?)?[as]k$|access_?key|secret|authorization|signature|password/i;

// eval/detail carries an application's key pair, so a row that nobody has seen may do so too.
function withoutSecrets(row: Record<string, unknown>): Record<string, unknown> {
  const open = Object.entries(row).filter(([name]) => !SECRET.test(name));
  return Object.fromEntries(open.map(([name, value]) => [name, cleaned(value)]));
}

function cleaned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(cleaned);
  return typeof value === "object" && value !== null ? withoutSecrets({ ...value }) : value;
}
