import type {
  CompressionOrigin,
  DeployTarget,
  IoMode,
  ModelCapability,
  ModelRef,
  ModelVersionParameters,
  ModelVersionRecord,
  ModelVersionState,
  NamedValue,
  OriginRecord,
  TrainKind,
  TrainOrigin,
} from "../../../../domain/index.ts";
import { enumOf, type Members, missing, objectRead, read } from "../../decode/coerce.ts";
import type { Faults } from "../../decode/transform.ts";

export const modelVersionState = enumOf<ModelVersionState>({
  CREATING: "Creating",
  READY: "Ready",
  FAILED: "Fail",
});
const ioMode = enumOf<IoMode>({
  CHAT: "chat",
  COMPLETION: "completion",
  EMBEDDING: null,
  RERANKING: null,
  TEXT_TO_IMAGE: null,
  IMAGE_TO_TEXT: null,
  VIDEO: null,
  VOICE: null,
});
const deployTarget = enumOf<DeployTarget>({
  PUBLIC_POOL: "Public",
  PRIVATE_POOL: "Private",
});
const capability = enumOf<ModelCapability>({
  DEPLOY: "Deploy",
  EVALUATION: "Evaluation",
  COMPRESSION: "Acceleration",
});
const trainKind = enumOf<TrainKind>({
  FINE_TUNING: "1",
  REWARD_MODEL: "2",
  REINFORCEMENT_LEARNING: "3",
});

/** Where a version came from. */
export function origin(sourceType: string | null, extra: Members): OriginRecord | null {
  switch (sourceType) {
    case "Train":
      return trainOrigin(read.object(extra.trainSourceExtra) ?? {});
    case "Acceleration":
      return compressionOrigin(read.object(extra.accelerationSourceExtra) ?? {});
    case "Import": {
      const source = read.object(extra.importModelVersionSourceExtra) ?? {};
      return {
        kind: "import",
        text: sourceType,
        bucket: read.text(source.bucket),
        object: read.text(source.object),
      };
    }
    case "PlatformPreset":
      return { kind: "preset", text: sourceType };
    default:
      return null;
  }
}

function trainOrigin(source: Members): TrainOrigin {
  const devType = read.integer(source.devType);
  const [jobNumber, taskNumber] = [read.digits(source.taskId), read.digits(source.runId)];
  return {
    kind: "train",
    text: "Train",
    trainJobId: read.stringId(source.taskIdStr) ?? jobNumber,
    trainJobNumericId: jobNumber,
    trainJobName: read.text(source.taskName),
    trainTaskId: read.stringId(source.runIdStr) ?? taskNumber,
    trainTaskNumericId: taskNumber,
    iteration: read.integer(source.iterationVersion),
    trainKind: trainKind(devType === null ? null : String(devType)),
    trainKindCode: devType,
    modelTypeCode: read.integer(source.modelType),
    templateTypeCode: read.integer(source.templateType),
  };
}

function compressionOrigin(source: Members): CompressionOrigin {
  const sourceId = read.digits(source.sourceModelVersionId);
  return {
    kind: "compression",
    text: "Acceleration",
    compressionTaskId: read.digits(source.taskId),
    compressionTaskName: read.text(source.taskName),
    sourceModelVersion: sourceId === null ? null : { numericId: sourceId },
  };
}

const ONLY_IN_V2 = {
  tokenLimits: null,
  baseModel: null,
  resourceConfig: null,
  advancedSettings: null,
  compressionSettings: null,
} as const;

/** What modelDetail's list and modelVersionDetail both tell of a version. */
function version(answer: Members, model: ModelRef | null, faults: Faults) {
  return {
    id: idOf(answer, faults),
    numericId: read.digits(answer.modelVersionId),
    model,
    name: read.text(answer.modelName),
    version: read.text(answer.version),
    description: read.text(answer.description),
    state: modelVersionState(read.text(answer.state)),
    stateText: read.text(answer.state),
    origin: origin(read.text(answer.sourceType), read.object(answer.sourceExtra) ?? {}),
    originText: read.text(answer.sourceType),
    framework: read.text(answer.framework),
    algorithm: read.text(answer.algorithm),
    network: read.text(answer.modelNet),
    ioMode: ioMode(read.text(answer.ioMode)),
    ioModeText: read.text(answer.ioMode),
    ioLength: read.text(answer.ioLength),
    ...ONLY_IN_V2,
    copyright: read.text(answer.copyright),
    license: read.text(answer.license),
    properties: namedValues(read.jsonObject(answer.property)),
    trainType: read.text(answer.trainType),
    deployTargets: read.texts(answer.deployResource).map(deployTarget).filter(isPresent),
    deployTargetTexts: read.texts(answer.deployResource),
    capabilities: read.texts(answer.supportOptions).map(capability).filter(isPresent),
    capabilityTexts: read.texts(answer.supportOptions),
    createdAt: read.time(answer.createTime),
    updatedAt: read.time(answer.modifyTime),
  };
}

/** A version as modelDetail tells of it; its model is added when all of the model has been read. */
export function versionSummary(answer: Members, faults: Faults) {
  return version(answer, null, faults);
}

/** A version as modelVersionDetail tells of it, which alone tells its parameters. */
export const versionDetail = objectRead<ModelVersionRecord>((answer, faults) =>
  Object.assign(version(answer, owner(answer), faults), {
    parameters: parameters(read.object(answer.params)),
  }),
);

function idOf(answer: Members, faults: Faults): string {
  const id = read.stringId(answer.modelVersionIdStr) ?? read.digits(answer.modelVersionId);
  if (id === null) missing("modelVersionId", faults);
  return id ?? "";
}

function parameters(answer: Members | null): ModelVersionParameters | null {
  return answer && { input: read.jsonObject(answer.input), output: read.jsonObject(answer.output) };
}

/** A free-form object, typed: texts as they are, anything else as JSON. */
export function namedValues(object: Readonly<Record<string, unknown>> | null): NamedValue[] {
  return Object.entries(object ?? {}).map(([name, value]) => ({
    name,
    value: typeof value === "string" ? value : JSON.stringify(value),
  }));
}

export function isPresent<Value>(value: Value | null): value is Value {
  return value !== null;
}

function owner(answer: Members): ModelRef | null {
  const id = read.stringId(answer.modelIdStr) ?? undefined;
  const numericId = read.digits(answer.modelId) ?? undefined;
  return id === undefined && numericId === undefined
    ? null
    : { id, numericId, name: read.text(answer.modelName) };
}
