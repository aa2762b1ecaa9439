import type {
  EvaluationRequest,
  ExportRequest,
  IdKind,
  PublishRequest,
} from "../../domain/index.ts";
import type { NamedId, WriteInput } from "./fingerprint.ts";

export function publishInput(request: PublishRequest): WriteInput {
  const { target, trainJobId, trainTaskId, ...rest } = request;
  const run: NamedId[] = [
    ["trainJob", trainJobId],
    ["trainTask", trainTaskId],
  ];
  return "modelId" in target
    ? { ids: [...run, ["model", target.modelId]], rest }
    : { ids: run, rest: { ...rest, target } };
}

export function evaluationInput(request: EvaluationRequest): WriteInput {
  const { datasetId, pendingTaskId, versions, ...rest } = request;
  return {
    ids: [
      ["dataset", datasetId],
      ...given("evaluationTask", pendingTaskId),
      ...versions.flatMap(({ modelVersionId, modelId }): NamedId[] => [
        ["modelVersion", modelVersionId],
        ...given("model", modelId),
      ]),
    ],
    // Without their ids, but each at its place: the settings belong to the version.
    rest: { ...rest, versions: versions.map(({ modelVersionId, modelId, ...own }) => own) },
  };
}

export function exportInput({ evaluationTaskId, ...rest }: ExportRequest): WriteInput {
  return { ids: [["evaluationTask", evaluationTaskId]], rest };
}

export function deletionInput(kind: IdKind, ids: readonly string[]): WriteInput {
  return { ids: ids.map((id): NamedId => [kind, id]), rest: null };
}

function given(kind: NamedId[0], id: string | undefined): NamedId[] {
  return id === undefined ? [] : [[kind, id]];
}
