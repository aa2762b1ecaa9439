import type {
  ApiOperation,
  OperationKind,
  QianfanApi,
} from "../../src/datasources/qianfan/index.ts";
import type {
  EvaluationTaskRecord,
  ModelRecord,
  ModelVersionRecord,
  NamedVersion,
} from "../../src/domain/index.ts";

/** A platform of which a test says what it does; whatever else is asked of it fails. */
export class FakeApi {
  /** What has been asked, as `name request`. */
  readonly calls: string[] = [];

  operation<Request, Answer>(
    name: string,
    by: (request: Request) => Answer | Promise<Answer> = () => {
      throw new Error(`Nobody expected ${name}.`);
    },
    kind: OperationKind = "read",
  ): ApiOperation<Request, Answer> {
    return {
      name,
      kind,
      call: async (request) => {
        this.calls.push(
          `${name} ${typeof request === "string" ? request : JSON.stringify(request)}`,
        );
        return by(request);
      },
    };
  }

  /** The whole platform, with these of its members. */
  with(members: Partial<QianfanApi>): QianfanApi {
    return {
      modelTellsVersions: true,
      model: this.operation("model"),
      modelVersion: this.operation("modelVersion"),
      ownModels: this.operation("ownModels"),
      presetModels: this.operation("presetModels"),
      evaluableModels: this.operation("evaluableModels"),
      publish: this.operation("publish", undefined, "write"),
      deleteModels: this.operation("deleteModels", undefined, "write"),
      deleteModelVersions: this.operation("deleteModelVersions", undefined, "write"),
      evaluationTask: this.operation("evaluationTask"),
      evaluationReport: this.operation("evaluationReport"),
      evaluationResults: this.operation("evaluationResults"),
      createEvaluationTask: this.operation("createEvaluationTask", undefined, "write"),
      stopEvaluationTask: this.operation("stopEvaluationTask", undefined, "write"),
      deleteEvaluationTasks: this.operation("deleteEvaluationTasks", undefined, "write"),
      evaluationTasks: this.operation("evaluationTasks"),
      updateEvaluationTask: this.operation("updateEvaluationTask", undefined, "write"),
      resultExport: this.operation("resultExport"),
      exportResults: this.operation("exportResults", undefined, "write"),
      ...members,
    };
  }
}

/** A model of which nothing is known but its name and its versions. */
export function modelRecord(
  id: string,
  name: string,
  versions: readonly NamedVersion[],
): ModelRecord {
  return {
    id,
    numericId: null,
    name,
    description: null,
    source: "OWN",
    sourceText: null,
    type: null,
    typeCode: null,
    typeText: null,
    trainType: null,
    tags: [],
    creator: null,
    createdAt: null,
    updatedAt: null,
    versions,
    versionCount: versions.length,
    latestVersion: versions[0] ?? null,
  };
}

/** A version of which nothing is known but what is given. */
export function versionRecord(
  given: Partial<ModelVersionRecord> & { id: string },
): ModelVersionRecord {
  return {
    numericId: null,
    model: null,
    name: null,
    version: null,
    description: null,
    state: null,
    stateText: null,
    origin: null,
    originText: null,
    framework: null,
    algorithm: null,
    network: null,
    ioMode: null,
    ioModeText: null,
    ioLength: null,
    tokenLimits: null,
    baseModel: null,
    resourceConfig: null,
    advancedSettings: null,
    compressionSettings: null,
    copyright: null,
    license: null,
    properties: [],
    trainType: null,
    deployTargets: [],
    deployTargetTexts: [],
    capabilities: [],
    capabilityTexts: [],
    createdAt: null,
    updatedAt: null,
    parameters: null,
    ...given,
  };
}

/** An evaluation of which nothing is known but what is given. */
export function evaluationRecord(
  given: Partial<EvaluationTaskRecord> & { id: string },
): EvaluationTaskRecord {
  return {
    numericId: null,
    name: null,
    description: null,
    state: null,
    stateText: null,
    isFinal: false,
    progress: null,
    kind: null,
    kindText: null,
    dataset: null,
    compute: null,
    standard: null,
    units: [],
    resultDataset: null,
    createdAt: null,
    updatedAt: null,
    ...given,
  };
}
