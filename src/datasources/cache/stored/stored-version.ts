import { z } from "zod";
import {
  DEPLOY_TARGETS,
  IO_MODES,
  MODEL_CAPABILITIES,
  MODEL_VERSION_STATES,
  type ModelVersionRecord,
  type ModelVersionSummary,
  type OriginRecord,
  TRAIN_KINDS,
} from "../../../domain/index.ts";
import { date, jsonObject, modelRef, namedValues, number, oneOf, text, texts } from "./values.ts";

const state = oneOf(MODEL_VERSION_STATES);
const ioMode = oneOf(IO_MODES);
const deployTarget = oneOf(DEPLOY_TARGETS);
const capability = oneOf(MODEL_CAPABILITIES);
const trainKind = oneOf(TRAIN_KINDS);

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
  name: text.optional(),
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
  tokenLimits: z.object({ inputTokens: number, others: namedValues }).nullable(),
  baseModel: text,
  copyright: text,
  license: text,
  properties: namedValues.nullable(),
  trainType: text,
  deployTargets: z.array(deployTarget).nullable(),
  deployTargetTexts: texts.nullable(),
  capabilities: z.array(capability).nullable(),
  capabilityTexts: texts.nullable(),
  resourceConfig: jsonObject,
  advancedSettings: jsonObject,
  compressionSettings: jsonObject,
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
