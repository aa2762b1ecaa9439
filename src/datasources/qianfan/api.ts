import type {
  BusinessError,
  EvaluableModelRecord,
  EvaluationQuery,
  EvaluationReportEntryRecord,
  EvaluationRequest,
  EvaluationTaskRecord,
  EvaluationUpdate,
  ExportRequest,
  ListedEvaluationRecord,
  ListedModelRecord,
  MarkerPage,
  MarkerRequest,
  ModelQuery,
  ModelRecord,
  ModelVersionRecord,
  Page,
  PageRequest,
  PublishedVersion,
  PublishRequest,
  Ref,
  ResultExportRecord,
  ResultQuery,
  ResultRecord,
  ServiceError,
  StopOutcome,
} from "../../domain/index.ts";
import type { Call } from "./call.ts";

/**
 * How often an operation may reach Qianfan.
 * - `read`: any number of times, it changes nothing.
 * - `write`: once, since nothing in the API makes a second one harmless.
 */
export type OperationKind = "read" | "write";

/** One thing that the platform can do. */
export interface ApiOperation<Request, Answer> {
  /** By which logs, metrics and errors name it. */
  readonly name: string;
  readonly kind: OperationKind;
  /**
   * @throws BusinessError where Qianfan declines, and says so as it documents; a lookup of what does not
   * exist declines too.
   * @throws ServiceError for every failure.
   */
  call(request: Request, call?: Call): Promise<Answer>;
  /** Of an operation that the answering version does not have: the error that every call ends with. */
  readonly unsupported?: (() => ServiceError) | undefined;
}

/**
 * What the platform can do for one account, in the words of the domain. An id is taken in either form.
 * What the answering version of Qianfan's API does not tell is null.
 */
export interface QianfanApi {
  /**
   * Whether a model tells all of its versions. Where it does not, it names them, and each is completed
   * by its own answer.
   */
  readonly modelTellsVersions: boolean;

  readonly model: ApiOperation<string, ModelRecord>;
  readonly modelVersion: ApiOperation<string, ModelVersionRecord>;
  readonly ownModels: ApiOperation<ModelQuery & PageRequest, Page<ListedModelRecord>>;
  readonly presetModels: ApiOperation<ModelQuery & PageRequest, Page<ListedModelRecord>>;
  readonly evaluableModels: ApiOperation<Everything, readonly EvaluableModelRecord[]>;
  readonly publish: ApiOperation<PublishRequest, PublishedVersion>;
  readonly deleteModels: Deletion;
  readonly deleteModelVersions: Deletion;

  readonly evaluationTask: ApiOperation<string, EvaluationTaskRecord>;
  readonly evaluationReport: ApiOperation<string, readonly EvaluationReportEntryRecord[]>;
  readonly evaluationResults: ApiOperation<ResultQuery & PageRequest, Page<ResultRecord>>;
  readonly createEvaluationTask: ApiOperation<EvaluationRequest, Ref>;
  readonly stopEvaluationTask: ApiOperation<string, StopOutcome>;
  readonly deleteEvaluationTasks: Deletion;

  /** The newest first, as far as is known. */
  readonly evaluationTasks: ApiOperation<
    EvaluationQuery & MarkerRequest,
    MarkerPage<ListedEvaluationRecord>
  >;
  readonly updateEvaluationTask: ApiOperation<EvaluationUpdate, null>;

  readonly resultExport: ApiOperation<string, ResultExportRecord>;
  readonly exportResults: ApiOperation<ExportRequest, Ref>;
}

/** A question without parameters. */
export type Everything = Readonly<Record<string, never>>;

/** The ids of one call are all of one form: all strings, or all integers. */
export type Deletion = ApiOperation<readonly string[], DeletionFailures>;

/** Why some of the ids were not deleted, where each is deleted by a call of its own. */
export type DeletionFailures = ReadonlyMap<string, BusinessError | ServiceError>;

export const NO_FAILURES: DeletionFailures = new Map();
