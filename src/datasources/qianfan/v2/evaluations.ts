import type {
  EvaluationRequest,
  EvaluationUpdate,
  ExportRequest,
  Ref,
  StopOutcome,
} from "../../../domain/index.ts";
import type { ApiOperation } from "../api.ts";
import { type RequestProblem, refuse, unsupported } from "../request-problem.ts";
import { problemsOf } from "./requests/evaluation-problems.ts";
import { type Canonical, stringIdsOf } from "./string-ids.ts";

/** Starts an evaluation; all its ids are strings. */
export function evaluating(
  operation: ApiOperation<EvaluationRequest, Ref>,
  canonical: Canonical,
): ApiOperation<EvaluationRequest, Ref> {
  const stringId = stringIdsOf(canonical, operation.name);
  return {
    ...operation,
    call: async (request, call) => {
      refuse(operation.name, "v2", request, problemsOf(request));
      const versions = request.versions.map((version, index) => {
        const argument = `input.versions[${index}].modelVersionId`;
        const modelVersionId = stringId("modelVersion", version.modelVersionId, argument);
        return { ...version, modelVersionId };
      });
      const datasetId = stringId("dataset", request.datasetId, "input.datasetId");
      return operation.call({ ...request, datasetId, versions }, call);
    },
  };
}

/** Changes an evaluation's description. */
export function describing(
  operation: ApiOperation<EvaluationUpdate, null>,
  canonical: Canonical,
): ApiOperation<EvaluationUpdate, null> {
  const stringId = stringIdsOf(canonical, operation.name);
  return {
    ...operation,
    call: async ({ id, description }, call) =>
      operation.call({ id: stringId("evaluationTask", id, "input.id"), description }, call),
  };
}

/** Starts an export of all results of an evaluation. */
export function exporting(
  operation: ApiOperation<ExportRequest, Ref>,
  canonical: Canonical,
): ApiOperation<ExportRequest, Ref> {
  const stringId = stringIdsOf(canonical, operation.name);
  return {
    ...operation,
    call: async (request, call) => {
      refuse(operation.name, "v2", request, exportProblems(request));
      const { evaluationTaskId: id, ...rest } = request;
      const evaluationTaskId = stringId("evaluationTask", id, "input.evaluationTaskId");
      return operation.call({ ...rest, evaluationTaskId }, call);
    },
  };
}

function exportProblems({ resultIds }: ExportRequest): RequestProblem[] {
  return unsupported("v2", resultIds, "resultIds");
}

/** A success means that the task stops; V2 refuses by an error. */
export function stopping(operation: ApiOperation<string, null>): ApiOperation<string, StopOutcome> {
  return {
    ...operation,
    call: async (id, call) => {
      await operation.call(id, call);
      return { stopped: true, reason: null };
    },
  };
}
