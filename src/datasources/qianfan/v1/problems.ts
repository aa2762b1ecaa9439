import type { EvaluationRequest, ExportRequest } from "../../../domain/index.ts";
import { invalid, type RequestProblem, unsupported } from "../request-problem.ts";

/** What keeps eval/create from taking a request; nothing may be sent unless this is empty. */
export function evaluationProblems({ versions, rule, judge }: EvaluationRequest): RequestProblem[] {
  const problems = [
    ...versions.flatMap(({ isBaseline }, index) =>
      unsupported("v1", isBaseline, "versions", index, "isBaseline"),
    ),
    ...unsupported("v1", rule?.stopWords, "rule", "stopWords"),
    ...unsupported("v1", judge?.apiName, "judge", "apiName"),
  ];
  if (judge && judge.applicationId === undefined) {
    const en = "the application whose quota runs the judge model, digits; V1 needs it";
    problems.push(
      invalid(["judge", "applicationId"], en, "运行裁判员模型的应用 ID，数字（V1 必填）"),
    );
  }
  if (judge && judge.prompt.templateContent === undefined) {
    const en = "a template that contains {{prediction}}; V1 needs it";
    const zh = "包含 {{prediction}} 的提示词模板（V1 必填）";
    problems.push(invalid(["judge", "prompt", "templateContent"], en, zh));
  }
  return problems;
}

/** What keeps eval/result/export from taking a request. */
export function exportProblems({ contents }: ExportRequest): RequestProblem[] {
  const at = contents.indexOf("SYSTEM");
  return at < 0 ? [] : unsupported("v1", "SYSTEM", "contents", at);
}
