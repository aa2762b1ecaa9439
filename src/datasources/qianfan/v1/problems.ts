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
    const en = "V1 needs the application whose quota runs the judge model, digits";
    problems.push(
      invalid(["judge", "applicationId"], en, "V1 需要运行裁判员模型的应用 ID（数字）"),
    );
  }
  if (judge && judge.prompt.templateContent === undefined) {
    const en = "V1 needs the judge's template, which contains {{prediction}}";
    const zh = "V1 需要裁判员的提示词模板，其中包含 {{prediction}}";
    problems.push(invalid(["judge", "prompt", "templateContent"], en, zh));
  }
  return problems;
}

/** What keeps eval/result/export from taking a request. */
export function exportProblems({ contents }: ExportRequest): RequestProblem[] {
  const at = contents.indexOf("SYSTEM");
  return at < 0 ? [] : unsupported("v1", "SYSTEM", "contents", at);
}
