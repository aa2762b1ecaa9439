import { z } from "zod";
import { invalidParameter } from "../errors.ts";
import {
  EVAL_MODES,
  type EvaluationStandard,
  type JudgeStandard,
  type ManualStandard,
  type RuleStandard,
  SCORE_MODES,
} from "../store/evaluation-standard.ts";

const MAX_DIMENSIONS = 4;
/** No limit is documented; this one keeps a report's distribution of sensible length. */
const MAX_JUDGE_SCORE = 100;

const evalModes = z.array(z.enum(EVAL_MODES));
const evalMode = z.string().refine((text) => evalModes.safeParse(text.split(",")).success);

/** Known from a refusal of a longer one. */
const MAX_METRIC = 200;

const prompt = z.object({
  templateName: z.string().default(""),
  templateContent: z.string(),
  metric: z.string().default(""),
  steps: z.string().default(""),
  maxScore: z.int().min(1).max(MAX_JUDGE_SCORE).default(5),
});

const dimension = z.object({ dimension: z.string().min(1), description: z.string().default("") });

export const standardRequest = z.object({
  evalMode,
  scoreModes: z.array(z.enum(SCORE_MODES)).default([]),
  stopWordsPath: z.string().default(""),
  appId: z.int().optional(),
  prompt: prompt.optional(),
  evaluationDimension: z.array(dimension).default([]),
});

type StandardRequest = z.output<typeof standardRequest>;

/** Each mode's settings, for the modes in use; what other modes would need is not looked at. */
export function readStandard(conf: StandardRequest): EvaluationStandard {
  const modes = conf.evalMode.split(",");
  return {
    evalMode: conf.evalMode,
    rule: modes.includes("rule") ? readRule(conf) : null,
    judge: modes.includes("model") ? readJudge(conf) : null,
    manual: modes.includes("manual") ? readManual(conf) : null,
  };
}

function readRule({ scoreModes, stopWordsPath }: StandardRequest): RuleStandard {
  if (scoreModes.length === 0) throw invalidParameter("scoreModes");
  return { scoreModes, stopWordsPath };
}

function readJudge({ appId, prompt }: StandardRequest): JudgeStandard {
  if (appId === undefined) throw invalidParameter("appId");
  if (!prompt) throw invalidParameter("prompt");
  // The refusal names the parameter otherwise than the request does.
  if ([...prompt.metric].length > MAX_METRIC) throw invalidParameter("metrics");
  return { appId, prompt };
}

function readManual({ evaluationDimension: dimensions }: StandardRequest): ManualStandard {
  const count = dimensions.length;
  if (count === 0 || count > MAX_DIMENSIONS) throw invalidParameter("evaluationDimension");
  return { dimensions };
}
