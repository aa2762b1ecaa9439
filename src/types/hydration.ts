import { Extensions } from "type-graphql";

/**
 * The upstream answers a field can come from. An object built from a partial answer (a version named
 * in an evaluation, the result of a mutation, a federation reference) loads the rest when a field it
 * lacks is selected, by the part that field is declared with.
 */
const PARTS = {
  model: "modelDetail",
  modelTags: "a list of models, which alone tells them",
  modelVersion: "the model's modelDetail, or modelVersionDetail when the model is not known",
  modelVersionParameters: "modelVersionDetail, which alone tells it",
  modelVersionName:
    "as modelVersion, or the model's where the version's answer leaves its name out",
  evaluatedVersion: "what an evaluation tells of a version, or the version's own answer",
  evaluatedModelName:
    "as evaluatedVersion, or the model's where the version's answer leaves its name out",
  modelLatestVersion: "modelDetail, or each version's answer where the model only names them",
  evaluationTask: "eval/detail",
  evaluationReport: "eval/report",
  resultExport: "eval/result/export/info",
  compressionTask: "DescribeModelCompTask",
  trainTask: "DescribeFineTuningTask",
} as const;

export type Part = keyof typeof PARTS;

/** Declares which answer a field comes with. */
export function ComesWith(part: Part): PropertyDecorator & MethodDecorator {
  return Extensions({ comesWith: part });
}

/**
 * Declares that a field without arguments is answered by its own resolver. Other such fields are plain
 * properties of their objects.
 */
export const HasResolver = Extensions({ hasResolver: true });

export function isPart(value: unknown): value is Part {
  return typeof value === "string" && value in PARTS;
}
