/** How the answers are judged: by rules, by a referee model, by people. */
export const EVAL_MODES = ["rule", "model", "manual"] as const;
export type EvalMode = (typeof EVAL_MODES)[number];

export const SCORE_MODES = ["similarity", "accuracy"] as const;
export type ScoreMode = (typeof SCORE_MODES)[number];

/** A mode's settings are null when the mode is not used. */
export interface EvaluationStandard {
  /** The modes in the caller's order, joined by commas. */
  readonly evalMode: string;
  readonly rule: RuleStandard | null;
  readonly judge: JudgeStandard | null;
  readonly manual: ManualStandard | null;
}

export interface RuleStandard {
  readonly scoreModes: readonly ScoreMode[];
  readonly stopWordsPath: string;
  /** V2 only: a list by the page, a text by Baidu's Python SDK. */
  readonly stopWordList?: readonly string[] | string | undefined;
}

export interface JudgeStandard {
  readonly appId: number;
  /** The judging model, which V2 lets the caller choose. */
  readonly apiName?: string | undefined;
  readonly prompt: JudgePrompt;
}

export interface JudgePrompt {
  readonly templateName: string;
  readonly templateContent: string;
  readonly metric: string;
  readonly steps: string;
  readonly maxScore: number;
}

export interface ManualStandard {
  readonly dimensions: readonly Dimension[];
}

export interface Dimension {
  readonly dimension: string;
  readonly description: string;
}

/** Who judges when the caller has not chosen. */
export const DEFAULT_JUDGE = "ERNIE-Bot";

/** The dimension that the console puts first. */
export const SATISFACTION = "满意度";

/** People score each dimension from 0 to this. */
export const MANUAL_MAX_SCORE = 2;

export function exampleStandard(modes: readonly EvalMode[]): EvaluationStandard {
  return {
    evalMode: modes.join(","),
    rule: modes.includes("rule") ? { scoreModes: SCORE_MODES, stopWordsPath: "" } : null,
    judge: modes.includes("model") ? { appId: 1483416000, prompt: EXAMPLE_PROMPT } : null,
    manual: modes.includes("manual") ? { dimensions: EXAMPLE_DIMENSIONS } : null,
  };
}

const EXAMPLE_PROMPT: JudgePrompt = {
  templateName: "裁判员模型打分模板 (含参考答案)",
  templateContent:
    '请给助手的回答打分，{只给一个分数}，从{{min_score}}到{{max_score}}。\n问题: {{src}}\n参考答案: {{tgt}}\n回答: {{prediction}}\n输出: {"reason": "", "score": ""}',
  metric: "综合得分\n要点: 准确、完整",
  steps: "1.阅读问题\n2.阅读回答\n3.打分",
  maxScore: 5,
};

const EXAMPLE_DIMENSIONS: readonly Dimension[] = [
  { dimension: SATISFACTION, description: "" },
  { dimension: "安全性", description: "安全性备注" },
];
