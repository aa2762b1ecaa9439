import { z } from "zod";
import {
  EVAL_MODES,
  type EvaluationStandard,
  type JudgeStandard,
  type ManualStandard,
  type RuleStandard,
  SATISFACTION,
  SCORE_MODES,
} from "../../store/evaluation-standard.ts";
import { invalidParam } from "../errors.ts";

const MAX_DIMENSIONS = 4;
/** No limit is documented; this one keeps a report's distribution of sensible length. */
const MAX_JUDGE_SCORE = 100;

const modes = z.array(z.enum(EVAL_MODES));

/** Pages have the single modes and `rule,model`; the SDK joins any. */
const evalMode = z.string().refine((text) => modes.safeParse(text.split(",")).success);

const rule = z.object({
  scoreModes: z.array(z.enum(SCORE_MODES)).min(1),
  stopWordList: z.union([z.array(z.string()), z.string()]).optional(),
});

const judge = z.object({
  apiName: z.string().min(1),
  prompt: z
    .object({
      metric: z.string().default(""),
      steps: z.string().default(""),
      maxScore: z.int().min(1).max(MAX_JUDGE_SCORE).default(5),
    })
    .prefault({}),
});

const manual = z.object({
  evalDimension: z
    .array(z.object({ dimension: z.string().min(1), description: z.string().default("") }))
    .default([]),
});

export const evalConfigRequest = z.object({
  evalMode,
  // Looked at only where the mode is used.
  autoRuleEvalConfig: z.unknown().optional(),
  autoModelEvalConfig: z.unknown().optional(),
  manualEvalConfig: z.unknown().optional(),
});

export function readEvalConfig(config: z.output<typeof evalConfigRequest>): EvaluationStandard {
  const modes = config.evalMode.split(",");
  const { autoRuleEvalConfig, autoModelEvalConfig, manualEvalConfig } = config;
  return {
    evalMode: config.evalMode,
    rule: modes.includes("rule")
      ? readRule(read(rule, autoRuleEvalConfig, "autoRuleEvalConfig"))
      : null,
    judge: modes.includes("model")
      ? readJudge(read(judge, autoModelEvalConfig, "autoModelEvalConfig"))
      : null,
    manual: modes.includes("manual")
      ? readManual(read(manual, manualEvalConfig ?? {}, "manualEvalConfig"))
      : null,
  };
}

function read<Settings extends z.ZodType>(settings: Settings, given: unknown, name: string) {
  const { success, data, error } = settings.safeParse(given);
  if (success) return data;
  const inner = error.issues[0]?.path.findLast((part) => typeof part === "string");
  throw invalidParam(inner ?? name);
}

function readRule({ scoreModes, stopWordList }: z.output<typeof rule>): RuleStandard {
  return { scoreModes, stopWordsPath: "", stopWordList };
}

/** V2 has no application and no template. */
function readJudge({ apiName, prompt }: z.output<typeof judge>): JudgeStandard {
  return { appId: 0, apiName, prompt: { templateName: "", templateContent: "", ...prompt } };
}

/** 满意度 is the default and cannot be left out: where it is, it comes first. */
function readManual({ evalDimension: given }: z.output<typeof manual>): ManualStandard {
  const complete = given.some(({ dimension }) => dimension === SATISFACTION);
  const dimensions = complete ? given : [{ dimension: SATISFACTION, description: "" }, ...given];
  if (dimensions.length > MAX_DIMENSIONS) throw invalidParam("evalDimension");
  return { dimensions };
}
