import type { EvaluationStandardRecord, RuleScoreMode } from "../../../../domain/index.ts";
import { enumOf, evaluationModes, isPresent, type Members, read } from "../common.ts";

const scoreMode = enumOf<RuleScoreMode>({
  SIMILARITY: "similarity",
  ACCURACY: "accuracy",
});

/** `evalConfig` of DescribeEvalTask: the settings of the modes in use. */
export function standard(config: Members): EvaluationStandardRecord {
  const modesText = read.text(config.evalMode);
  const modes = evaluationModes(modesText);
  const settings = (mode: (typeof modes)[number], name: string) =>
    modes.includes(mode) ? (read.object(config[name]) ?? {}) : null;
  const rule = settings("RULE", "autoRuleEvalConfig");
  const judge = settings("JUDGE", "autoModelEvalConfig");
  const manual = settings("MANUAL", "manualEvalConfig");
  return {
    modes,
    modesText,
    rule: rule && ruleSettings(rule),
    judge: judge && judgeSettings(judge),
    manual: manual && manualSettings(manual),
  };
}

function ruleSettings(rule: Members) {
  const scoreModes = read.texts(rule.scoreModes);
  return {
    scoreModes: scoreModes.map(scoreMode).filter(isPresent),
    scoreModeTexts: scoreModes,
    stopWordsPath: read.text(rule.stopWordsPath) || null,
    stopWords: stopWords(rule.stopWordList),
  };
}

// Null in the one answer seen; a page calls it a list of words, the SDK branch sends one text (im17h97fm).
function stopWords(given: unknown): string[] | null {
  if (typeof given === "string") return given === "" ? null : [given];
  const words = read.texts(given);
  return words.length > 0 ? words : null;
}

/** As it was sent: no answer with it has been seen (zm17h9pu4 ends before it). */
function judgeSettings(judge: Members) {
  const prompt = read.object(judge.prompt);
  return {
    applicationId: null,
    apiName: read.text(judge.apiName),
    apiUrl: null,
    prompt: prompt && {
      templateName: null,
      templateContent: null,
      metric: read.text(prompt.metric),
      steps: read.text(prompt.steps),
      minScore: null,
      maxScore: read.number(prompt.maxScore),
    },
  };
}

/** As it was sent, like the judge's. */
function manualSettings(manual: Members) {
  return {
    dimensions: read.objects(manual.evalDimension).map(({ dimension, description }) => ({
      name: read.text(dimension),
      description: read.text(description),
      minScore: null,
      maxScore: null,
      key: null,
      formChecked: null,
    })),
    blind: null,
    scenario: null,
  };
}
