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
  const en = "the name of the model that judges, such as ERNIE-4.0-8K; V2 needs it";
  return [invalid(["judge", "apiName"], en, "裁判员模型的名称，例如 ERNIE-4.0-8K（V2 必填）")];
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
            "nothing beside rule or judge: V2 documents no evaluation that has both; start two",
            "与 rule、judge 分开：V2 文档中没有两者并用的评估，请分别创建",
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
      `at most ${MAX_VERSIONS} versions under V2`,
      `V2 最多 ${MAX_VERSIONS} 个版本`,
    ];
    problems.push(invalid(["versions"], en, zh));
  }
  const [first] = versions;
  versions.forEach(({ storage }, index) => {
    if (sameStorage(storage, first?.storage)) return;
    const en = "the same storage for each version: V2 stores all answers in one place";
    const zh = "各版本相同的 storage：V2 将所有结果存于同一位置";
    problems.push(invalid(["versions", index, "storage"], en, zh));
  });
  const baselines = versions.filter(({ isBaseline }) => isBaseline).length;
  if (baselines > 0 && (versions.length !== 2 || baselines !== 1)) {
    const en = "exactly two versions, one of them the baseline";
    problems.push(invalid(["versions"], en, "恰好两个版本，其中一个为基准"));
  }
  return problems;
}

type Storage = EvaluationRequest["versions"][number]["storage"];

function sameStorage(one: Storage, other: Storage): boolean {
  return one?.bucket === other?.bucket && one?.path === other?.path;
}
