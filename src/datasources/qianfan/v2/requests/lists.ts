import type {
  EvaluationKind,
  EvaluationQuery,
  MarkerRequest,
  ModelSource,
} from "../../../../domain/index.ts";

export interface EvaluableRequest extends MarkerRequest {
  readonly source: ModelSource;
}

export interface CompressionListRequest extends MarkerRequest {
  readonly sourceModelVersionId?: string | undefined;
}

export interface TrainTaskListRequest extends MarkerRequest {
  readonly jobId: string;
}

const KINDS: Readonly<Record<EvaluationKind, string>> = { AUTOMATIC: "auto", MANUAL: "manual" };

/** The words of the page's table; its example has others (wmm4tae17). */
const OBJECT_TYPES: Readonly<Record<ModelSource, string>> = {
  OWN: "customModel",
  PRESET: "systemModel",
};

export const pageBody = ({ marker, pageSize, isReversed }: MarkerRequest) => ({
  marker,
  maxKeys: pageSize,
  pageReverse: isReversed,
});

export const evaluationListBody = ({ kind, search, ...page }: EvaluationQuery & MarkerRequest) => ({
  evalType: KINDS[kind],
  keyFilter: search,
  ...pageBody(page),
});

export const evaluableBody = ({ source, ...page }: EvaluableRequest) => ({
  objectType: OBJECT_TYPES[source],
  ...pageBody(page),
});

export const compressionListBody = ({ sourceModelVersionId, ...page }: CompressionListRequest) => ({
  sourceModelId: sourceModelVersionId,
  ...pageBody(page),
});

export const trainTaskListBody = ({ jobId, ...page }: TrainTaskListRequest) => ({
  jobId,
  ...pageBody(page),
});
