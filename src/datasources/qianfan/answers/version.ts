import { z } from "zod";
import type { ModelRef } from "../../records.ts";
import {
  digits,
  identity,
  integer,
  jsonObject,
  listOf,
  oneOf,
  optional,
  stringId,
  text,
  texts,
  time,
} from "./lenient.ts";

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

export const sourceExtra = z.object({
  trainSourceExtra: optional(
    z.object({
      taskId: digits,
      taskIdStr: stringId,
      taskName: text,
      iterationVersion: integer,
      runId: digits,
      runIdStr: stringId,
      devType: integer,
      modelType: integer,
      templateType: integer,
    }),
  ),
  accelerationSourceExtra: optional(
    z.object({ taskId: digits, taskName: text, sourceModelVersionId: digits }),
  ),
  importModelVersionSourceExtra: optional(z.object({ bucket: text, object: text })),
});

type SourceExtra = z.output<typeof sourceExtra>;

/** Where a version came from; told apart by `kind`. */
export type OriginRecord = NonNullable<ReturnType<typeof origin>>;

export function origin(sourceType: string | null, extra: SourceExtra | null) {
  switch (sourceType) {
    case "Train":
      return trainOrigin(extra?.trainSourceExtra ?? null);
    case "Acceleration":
      return compressionOrigin(extra?.accelerationSourceExtra ?? null);
    case "Import": {
      const source = extra?.importModelVersionSourceExtra;
      return {
        kind: "import",
        text: sourceType,
        bucket: source?.bucket ?? null,
        object: source?.object ?? null,
      } as const;
    }
    case "PlatformPreset":
      return { kind: "preset", text: sourceType } as const;
    default:
      return null;
  }
}

function trainOrigin(source: SourceExtra["trainSourceExtra"]) {
  const devType = source?.devType ?? null;
  return {
    kind: "train",
    text: "Train",
    trainJobId: source?.taskIdStr ?? source?.taskId ?? null,
    trainJobNumericId: source?.taskId ?? null,
    trainJobName: source?.taskName ?? null,
    trainTaskId: source?.runIdStr ?? source?.runId ?? null,
    trainTaskNumericId: source?.runId ?? null,
    iteration: source?.iterationVersion ?? null,
    trainKind: trainKind(devType === null ? null : String(devType)),
    trainKindCode: devType,
    modelTypeCode: source?.modelType ?? null,
    templateTypeCode: source?.templateType ?? null,
  } as const;
}

function compressionOrigin(source: SourceExtra["accelerationSourceExtra"]) {
  const sourceId = source?.sourceModelVersionId ?? null;
  return {
    kind: "compression",
    text: "Acceleration",
    compressionTaskId: source?.taskId ?? null,
    compressionTaskName: source?.taskName ?? null,
    sourceModelVersion: sourceId === null ? null : { numericId: sourceId },
  } as const;
}

/** One version, of modelDetail's list or of modelVersionDetail. */
export const version = z
  .object({
    modelId: digits,
    modelIdStr: stringId,
    modelName: text,
    modelVersionId: digits,
    modelVersionIdStr: stringId,
    version: text,
    description: text,
    sourceType: text,
    sourceExtra: optional(sourceExtra),
    framework: text,
    algorithm: text,
    modelNet: text,
    state: text,
    ioMode: text,
    ioLength: text,
    copyright: text,
    license: text,
    property: jsonObject,
    createTime: time,
    modifyTime: time,
    deployResource: texts,
    supportOptions: texts,
    trainType: text,
    params: z.unknown().optional(),
  })
  .superRefine(identity("modelVersionIdStr", "modelVersionId"))
  .transform((answer) => ({
    id: answer.modelVersionIdStr ?? answer.modelVersionId ?? "",
    numericId: answer.modelVersionId,
    model: owner(answer),
    name: answer.modelName,
    version: answer.version,
    description: answer.description,
    state: modelVersionState(answer.state),
    stateText: answer.state,
    origin: origin(answer.sourceType, answer.sourceExtra),
    originText: answer.sourceType,
    framework: answer.framework,
    algorithm: answer.algorithm,
    network: answer.modelNet,
    ioMode: ioMode(answer.ioMode),
    ioModeText: answer.ioMode,
    ioLength: answer.ioLength,
    copyright: answer.copyright,
    license: answer.license,
    properties: namedValues(answer.property),
    trainType: answer.trainType,
    deployTargets: answer.deployResource.map(deployTarget).filter(isPresent),
    deployTargetTexts: answer.deployResource,
    capabilities: answer.supportOptions.map(capability).filter(isPresent),
    capabilityTexts: answer.supportOptions,
    createdAt: answer.createTime,
    updatedAt: answer.modifyTime,
    rawParameters: answer.params,
  }));

const schemas = z.object({ input: jsonObject, output: jsonObject });

/** modelVersionDetail: the only answer that tells a version's parameters. */
export const versionDetail = version.transform(({ rawParameters, ...rest }) => ({
  ...rest,
  parameters: optional(schemas).parse(rawParameters),
}));

export const versionList = listOf(version.transform(({ rawParameters, ...rest }) => rest));

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

function owner(answer: {
  modelId: string | null;
  modelIdStr: string | null;
  modelName: string | null;
}): ModelRef | null {
  const id = answer.modelIdStr ?? undefined;
  const numericId = answer.modelId ?? undefined;
  return id === undefined && numericId === undefined
    ? null
    : { id, numericId, name: answer.modelName };
}
