import type { EvaluationRequest } from "../../../../domain/index.ts";
import { invalid, type RequestProblem, unsupported } from "../../request-problem.ts";
import { SATISFACTION } from "./evaluation.ts";

const MAX_VERSIONS = 5;
const MAX_DIMENSIONS = 4;

/** What keeps CreateEvalTask from taking a request; nothing may be sent unless this is empty. */
export function problemsOf(request: EvaluationRequest): RequestProblem[] {
  return [
    ...unsupported("v2", request.pendingTaskId, "pendingTaskId"),
    ...unsupported("v2", request.compute, "compute"),
    ...unsupported("v2", request.rule?.stopWordsPath, "rule", "stopWordsPath"),
    ...unsupported("v2", request.judge?.applicationId, "judge", "applicationId"),
    ...unsupported("v2", request.judge?.prompt.templateName, "judge", "prompt", "templateName"),
    ...unsupported(
      "v2",
      request.judge?.prompt.templateContent,
      "judge",
      "prompt",
      "templateContent",
    ),
    ...judgeProblems(request),
    ...modeProblems(request),
    ...versionProblems(request),
  ];
}

function judgeProblems({ judge }: EvaluationRequest): RequestProblem[] {
  if (!judge || judge.apiName) return [];
  const en = "V2 needs the name of the model that judges, such as ERNIE-4.0-8K";
  return [invalid(["judge", "apiName"], en, "V2 需要裁判员模型的名称，例如 ERNIE-4.0-8K")];
}

// Of the combinations only `rule,model` stands on a page.
function modeProblems({ rule, judge, manual }: EvaluationRequest): RequestProblem[] {
  if (!manual) return [];
  const dimensions = new Set([SATISFACTION, ...manual.dimensions.map(({ name }) => name)]);
  return [
    ...(rule || judge
      ? [
          invalid(
            ["manual"],
            "V2 documents no evaluation that people score together with rule or judge; start two",
            "V2 文档中没有人工评分与 rule 或 judge 并用的评估，请分别创建",
          ),
        ]
      : []),
    ...(dimensions.size > MAX_DIMENSIONS
      ? [
          invalid(
            ["manual", "dimensions"],
            `at most ${MAX_DIMENSIONS} dimensions, ${SATISFACTION} among them`,
            `最多 ${MAX_DIMENSIONS} 个维度（含“${SATISFACTION}”）`,
          ),
        ]
      : []),
  ];
}

function versionProblems({ versions }: EvaluationRequest): RequestProblem[] {
  const problems: RequestProblem[] = [];
  if (versions.length > MAX_VERSIONS) {
    const [en, zh] = [
      `V2 takes at most ${MAX_VERSIONS} versions`,
      `V2 最多 ${MAX_VERSIONS} 个版本`,
    ];
    problems.push(invalid(["versions"], en, zh));
  }
  const [first] = versions;
  versions.forEach(({ storage }, index) => {
    if (sameStorage(storage, first?.storage)) return;
    const en = "V2 stores the answers of all versions in one place: give each the same storage";
    const zh = "V2 将所有版本的结果存于同一位置：各版本的 storage 须相同";
    problems.push(invalid(["versions", index, "storage"], en, zh));
  });
  const baselines = versions.filter(({ isBaseline }) => isBaseline).length;
  if (baselines > 0 && (versions.length !== 2 || baselines !== 1)) {
    const en = "a baseline needs exactly two versions, one of which is it";
    problems.push(invalid(["versions"], en, "基准对比须恰好两个版本，其中一个为基准"));
  }
  return problems;
}

type Storage = EvaluationRequest["versions"][number]["storage"];

function sameStorage(one: Storage, other: Storage): boolean {
  return one?.bucket === other?.bucket && one?.path === other?.path;
}
