import type { ModelRef } from "../../records.ts";
import { type Members, missing, objectRead, oneOf, read } from "./lenient.ts";
import type { Faults } from "./transform.ts";

export const modelVersionState = oneOf({ Creating: "CREATING", Ready: "READY", Fail: "FAILED" });
const ioMode = oneOf({ chat: "CHAT", completion: "COMPLETION" });
const deployTarget = oneOf({ Public: "PUBLIC_POOL", Private: "PRIVATE_POOL" });
const capability = oneOf({
  Deploy: "DEPLOY",
  Evaluation: "EVALUATION",
  Acceleration: "COMPRESSION",
});
const trainKind = oneOf({
  "1": "FINE_TUNING",
  "2": "REWARD_MODEL",
  "3": "REINFORCEMENT_LEARNING",
});

/** Where a version came from; told apart by `kind`. */
export type OriginRecord = NonNullable<ReturnType<typeof origin>>;

export function origin(sourceType: string | null, extra: Members) {
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
      } as const;
    }
    case "PlatformPreset":
      return { kind: "preset", text: sourceType } as const;
    default:
      return null;
  }
}

function trainOrigin(source: Members) {
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
  } as const;
}

function compressionOrigin(source: Members) {
  const sourceId = read.digits(source.sourceModelVersionId);
  return {
    kind: "compression",
    text: "Acceleration",
    compressionTaskId: read.digits(source.taskId),
    compressionTaskName: read.text(source.taskName),
    sourceModelVersion: sourceId === null ? null : { numericId: sourceId },
  } as const;
}

/** What modelDetail's list and modelVersionDetail both tell of a version: a model may have thousands. */
function summary(answer: Members) {
  const [id, numericId] = [
    read.stringId(answer.modelVersionIdStr),
    read.digits(answer.modelVersionId),
  ];
  const [state, mode, source] = [
    read.text(answer.state),
    read.text(answer.ioMode),
    read.text(answer.sourceType),
  ];
  const [targets, options] = [read.texts(answer.deployResource), read.texts(answer.supportOptions)];
  return {
    id: id ?? numericId ?? "",
    numericId,
    model: owner(answer),
    name: read.text(answer.modelName),
    version: read.text(answer.version),
    description: read.text(answer.description),
    state: modelVersionState(state),
    stateText: state,
    origin: origin(source, read.object(answer.sourceExtra) ?? {}),
    originText: source,
    framework: read.text(answer.framework),
    algorithm: read.text(answer.algorithm),
    network: read.text(answer.modelNet),
    ioMode: ioMode(mode),
    ioModeText: mode,
    ioLength: read.text(answer.ioLength),
    copyright: read.text(answer.copyright),
    license: read.text(answer.license),
    properties: namedValues(read.jsonObject(answer.property)),
    trainType: read.text(answer.trainType),
    deployTargets: targets.map(deployTarget).filter(isPresent),
    deployTargetTexts: targets,
    capabilities: options.map(capability).filter(isPresent),
    capabilityTexts: options,
    createdAt: read.time(answer.createTime),
    updatedAt: read.time(answer.modifyTime),
  };
}

function named<Version extends { readonly id: string }>(by: (answer: Members) => Version) {
  return (answer: Members, faults: Faults) => {
    const version = by(answer);
    if (version.id === "") missing("modelVersionId", faults);
    return version;
  };
}

/** modelVersionDetail: the only answer that tells a version's parameters. */
export const versionDetail = objectRead(
  named((answer) =>
    Object.assign(summary(answer), { parameters: parameters(read.object(answer.params)) }),
  ),
);

function parameters(answer: Members | null) {
  return answer && { input: read.jsonObject(answer.input), output: read.jsonObject(answer.output) };
}

/** A version in a list. */
export const versionSummary = named(summary);

/** A free-form object, typed: texts as they are, anything else as JSON. */
export function namedValues(object: Readonly<Record<string, unknown>> | null) {
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
