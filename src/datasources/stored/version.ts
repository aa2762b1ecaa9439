import { z } from "zod";
import type { ModelVersionRecord, ModelVersionSummary, OriginRecord } from "../../domain/index.ts";
import { date, jsonObject, modelRef, namedValues, number, oneOf, text, texts } from "./values.ts";

type Enum<Value> = NonNullable<Value>;
type TrainOrigin = Extract<OriginRecord, { kind: "train" }>;

const state = oneOf<Enum<ModelVersionSummary["state"]>>({
  CREATING: true,
  READY: true,
  FAILED: true,
  UNKNOWN: true,
});
const ioMode = oneOf<Enum<ModelVersionSummary["ioMode"]>>({
  CHAT: true,
  COMPLETION: true,
  UNKNOWN: true,
});
const deployTarget = oneOf<ModelVersionSummary["deployTargets"][number]>({
  PUBLIC_POOL: true,
  PRIVATE_POOL: true,
  UNKNOWN: true,
});
const capability = oneOf<ModelVersionSummary["capabilities"][number]>({
  DEPLOY: true,
  EVALUATION: true,
  COMPRESSION: true,
  UNKNOWN: true,
});
const trainKind = oneOf<Enum<TrainOrigin["trainKind"]>>({
  FINE_TUNING: true,
  REWARD_MODEL: true,
  REINFORCEMENT_LEARNING: true,
  UNKNOWN: true,
});

const origin: z.ZodType<OriginRecord> = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("train"),
    text: z.literal("Train"),
    trainJobId: text,
    trainJobNumericId: text,
    trainJobName: text,
    trainTaskId: text,
    trainTaskNumericId: text,
    iteration: number,
    trainKind: trainKind.nullable(),
    trainKindCode: number,
    modelTypeCode: number,
    templateTypeCode: number,
  }),
  z.object({
    kind: z.literal("compression"),
    text: z.literal("Acceleration"),
    compressionTaskId: text,
    compressionTaskName: text,
    sourceModelVersion: z.object({ numericId: z.string() }).nullable(),
  }),
  z.object({ kind: z.literal("import"), text: z.literal("Import"), bucket: text, object: text }),
  z.object({ kind: z.literal("preset"), text: z.literal("PlatformPreset") }),
]);

const summary = z.object({
  id: z.string().min(1),
  numericId: text,
  model: modelRef.nullable(),
  name: text,
  version: text,
  description: text,
  state: state.nullable(),
  stateText: text,
  origin: origin.nullable(),
  originText: text,
  framework: text,
  algorithm: text,
  network: text,
  ioMode: ioMode.nullable(),
  ioModeText: text,
  ioLength: text,
  copyright: text,
  license: text,
  properties: namedValues,
  trainType: text,
  deployTargets: z.array(deployTarget),
  deployTargetTexts: texts,
  capabilities: z.array(capability),
  capabilityTexts: texts,
  createdAt: date,
  updatedAt: date,
});

/** A version without its parameters. */
export const storedVersion: z.ZodType<ModelVersionSummary> = summary;

export const storedVersionDetail: z.ZodType<ModelVersionRecord> = summary.extend({
  parameters: z.object({ input: jsonObject, output: jsonObject }).nullable(),
});

/** A version as an evaluation mentions it: what is not there can be loaded. */
export const mentionedVersion = z
  .object({
    id: z.string().optional(),
    numericId: z.string().optional(),
    model: modelRef.optional(),
    name: z.string().optional(),
    version: z.string().optional(),
    description: z.string().optional(),
  })
  .transform(({ id, numericId, model, name, version, description }) => ({
    id,
    numericId,
    model,
    name,
    version,
    description,
  }));
