import { type PageRequest, ServiceError } from "../../domain/index.ts";
import type { ApiOperation, QianfanApi } from "./api.ts";
import { newCall } from "./call.ts";
import { furtherCall } from "./further-call.ts";
import { saysGone, type V1Withdrawal } from "./v1-withdrawal.ts";

/** V1 answers what it has, V2 what only V2 has, and all that V1 does not answer any more. */
export function createAutoApi(
  v1: QianfanApi,
  v2: QianfanApi,
  withdrawal: V1Withdrawal,
): QianfanApi {
  const either = <Request, Answer>(
    first: ApiOperation<Request, Answer>,
    second: ApiOperation<Request, Answer>,
  ) => (first.unsupported ? second : v1OrV2(first, second, withdrawal));
  const list = <Request extends PageRequest, Answer>(
    first: ApiOperation<Request, Answer>,
    second: ApiOperation<Request, Answer>,
  ) => pageOfEither(either(first, second), second);
  return {
    get modelTellsVersions() {
      return !withdrawal.isGone(v1.model.name);
    },
    model: either(v1.model, v2.model),
    modelVersion: either(v1.modelVersion, v2.modelVersion),
    ownModels: list(v1.ownModels, v2.ownModels),
    presetModels: list(v1.presetModels, v2.presetModels),
    evaluableModels: either(v1.evaluableModels, v2.evaluableModels),
    publish: either(v1.publish, v2.publish),
    deleteModels: either(v1.deleteModels, v2.deleteModels),
    deleteModelVersions: either(v1.deleteModelVersions, v2.deleteModelVersions),
    evaluationTask: either(v1.evaluationTask, v2.evaluationTask),
    evaluationReport: either(v1.evaluationReport, v2.evaluationReport),
    evaluationResults: either(v1.evaluationResults, v2.evaluationResults),
    createEvaluationTask: either(v1.createEvaluationTask, v2.createEvaluationTask),
    stopEvaluationTask: either(v1.stopEvaluationTask, v2.stopEvaluationTask),
    deleteEvaluationTasks: either(v1.deleteEvaluationTasks, v2.deleteEvaluationTasks),
    resultExport: either(v1.resultExport, v2.resultExport),
    exportResults: either(v1.exportResults, v2.exportResults),
    evaluationTasks: withOpenIntegers(either(v1.evaluationTasks, v2.evaluationTasks)),
    updateEvaluationTask: either(v1.updateEvaluationTask, v2.updateEvaluationTask),
    compressionTask: either(v1.compressionTask, v2.compressionTask),
    compressionTasks: either(v1.compressionTasks, v2.compressionTasks),
    createCompressionTask: either(v1.createCompressionTask, v2.createCompressionTask),
    cancelCompressionTask: either(v1.cancelCompressionTask, v2.cancelCompressionTask),
    deleteCompressionTasks: either(v1.deleteCompressionTasks, v2.deleteCompressionTasks),
    modelExport: either(v1.modelExport, v2.modelExport),
    exportModelVersion: either(v1.exportModelVersion, v2.exportModelVersion),
    trainTask: either(v1.trainTask, v2.trainTask),
    trainTasks: either(v1.trainTasks, v2.trainTasks),
    trainJobs: either(v1.trainJobs, v2.trainJobs),
    datasetVersion: either(v1.datasetVersion, v2.datasetVersion),
  };
}

/** V1's operation; V2 answers where V1 has certainly done nothing, since its path is gone or it has no place for the request. */
function v1OrV2<Request, Answer>(
  v1: ApiOperation<Request, Answer>,
  v2: ApiOperation<Request, Answer>,
  withdrawal: V1Withdrawal,
): ApiOperation<Request, Answer> {
  return {
    ...v1,
    call: async (request, call = newCall()) => {
      if (withdrawal.isGone(v1.name)) return v2.call(request, call);
      try {
        const answer = await v1.call(request, furtherCall(call));
        withdrawal.answered(v1.name);
        return answer;
      } catch (error) {
        if (isNotSupported(error)) return v2.call(request, furtherCall(call));
        if (!saysGone(error)) throw error;
        withdrawal.gone(v1.name);
        return v2.call(request, furtherCall(call));
      }
    },
  };
}

/** A page that begins at a marker is one of V2's. */
function pageOfEither<Request extends PageRequest, Answer>(
  either: ApiOperation<Request, Answer>,
  v2: ApiOperation<Request, Answer>,
): ApiOperation<Request, Answer> {
  return {
    ...either,
    call: (request, call) => (request.start ? v2.call(request, call) : either.call(request, call)),
  };
}

/** V1 has integers: one that V2 does not have is left open, so that V1 can be asked for it. */
function withOpenIntegers(list: QianfanApi["evaluationTasks"]): QianfanApi["evaluationTasks"] {
  return {
    ...list,
    call: async (request, call) => {
      const { items, ...page } = await list.call(request, call);
      return { ...page, items: items.map(({ numericId: _, ...task }) => task) };
    },
  };
}

function isNotSupported(error: unknown): boolean {
  return error instanceof ServiceError && error.code === "NOT_SUPPORTED";
}
