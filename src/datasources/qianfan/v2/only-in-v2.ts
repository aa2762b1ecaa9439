import type {
  CompressionListRequest,
  CompressionRequest,
  MarkerPage,
  TrainTaskListRequest,
} from "../../../domain/index.ts";
import type { ApiOperation, QianfanApi } from "../api.ts";
import type { operationsOf } from "../http/api-operation.ts";
import { eachDeleted } from "./deletions.ts";
import { operations } from "./operations.ts";
import { byStringId } from "./reads.ts";
import { type Canonical, stringIdsOf } from "./string-ids.ts";

/** What V1 does not have. */
export function onlyInV2(by: ReturnType<typeof operationsOf>, canonical: Canonical) {
  const one = <Answer>(operation: ApiOperation<string, Answer>, kind: Parameters<Canonical>[0]) =>
    byStringId(operation, kind, canonical);
  return {
    compressionTask: one(by(operations.compression), "compressionTask"),
    compressionTasks: compressionList(by(operations.compressions), canonical),
    createCompressionTask: compressing(by(operations.createCompression), canonical),
    cancelCompressionTask: one(by(operations.cancelCompression), "compressionTask"),
    deleteCompressionTasks: eachDeleted(
      by(operations.deleteCompression),
      "compressionTask",
      canonical,
    ),
    modelExport: one(by(operations.modelExport), "modelVersion"),
    exportModelVersion: one(by(operations.createModelExport), "modelVersion"),
    trainTask: one(by(operations.trainTask), "trainTask"),
    trainTasks: trainTaskList(by(operations.trainTasks), canonical),
    trainJobs: by(operations.trainJobs),
    datasetVersion: one(by(operations.datasetVersion), "dataset"),
  } satisfies Partial<QianfanApi>;
}

function compressionList<Row>(
  operation: ApiOperation<CompressionListRequest, MarkerPage<Row>>,
  canonical: Canonical,
): typeof operation {
  const stringId = stringIdsOf(canonical, operation.name);
  return {
    ...operation,
    call: async ({ sourceModelVersionId: id, ...page }, call) => {
      if (id === undefined) return operation.call(page, call);
      const sourceModelVersionId = stringId("modelVersion", id, "sourceModelVersionId");
      return operation.call({ ...page, sourceModelVersionId }, call);
    },
  };
}

function compressing<Answer>(
  operation: ApiOperation<CompressionRequest, Answer>,
  canonical: Canonical,
): typeof operation {
  const stringId = stringIdsOf(canonical, operation.name);
  return {
    ...operation,
    call: async ({ sourceModelVersionId: version, targetModelId: model, ...rest }, call) => {
      const sourceModelVersionId = stringId("modelVersion", version, "input.sourceModelVersionId");
      const targetModelId = stringId("model", model, "input.targetModelId");
      return operation.call({ ...rest, sourceModelVersionId, targetModelId }, call);
    },
  };
}

function trainTaskList<Row>(
  operation: ApiOperation<TrainTaskListRequest, MarkerPage<Row>>,
  canonical: Canonical,
): typeof operation {
  const stringId = stringIdsOf(canonical, operation.name);
  return {
    ...operation,
    call: async ({ jobId, ...page }, call) =>
      operation.call({ ...page, jobId: stringId("trainJob", jobId, "jobId") }, call),
  };
}
