import type {
  IoMode,
  ModelVersionRecord,
  OriginRecord,
  TokenLimits,
} from "../../../../domain/index.ts";
import {
  enumOf,
  type Faults,
  type Members,
  missing,
  modelVersionState,
  namedValues,
  objectRead,
  read,
} from "../common.ts";
import { bucketPath } from "./storage.ts";

const ioMode = enumOf<IoMode>({
  CHAT: "chat",
  COMPLETION: "completion",
  EMBEDDING: "embedding",
  RERANKING: "reranker",
  TEXT_TO_IMAGE: "Text-to-Image",
  IMAGE_TO_TEXT: "Image-to-Text",
  VIDEO: "video",
  VOICE: "voice",
});

/** V1's word for each, and ours. */
const CAPABILITIES = [
  ["isSupportDeploy", "Deploy", "DEPLOY"],
  ["isSupportEvaluation", "Evaluation", "EVALUATION"],
  ["isSupportModelComp", "Acceleration", "COMPRESSION"],
] as const;

/** DescribeModel (Imnim2i64, Plw02jx3a), in its forms of 2024 and 2025. */
export const modelVersion = objectRead((answer, faults) => {
  const source = read.object(answer.sourceInfo) ?? {};
  const originText = read.text(source.sourceType);
  return version(answer, faults, { origin: origin(originText, source), originText });
});

/** DescribeSystemModel (7mnimyrcg): no source; that it is the platform's is inferred. */
export const systemModelVersion = objectRead((answer, faults) =>
  version(answer, faults, { origin: PRESET, originText: PRESET.text }),
);

const PRESET = { kind: "preset", text: "PlatformPreset" } as const;

function version(
  answer: Members,
  faults: Faults,
  from: Pick<ModelVersionRecord, "origin" | "originText">,
): ModelVersionRecord {
  const id = read.stringId(answer.modelId);
  if (id === null) missing("modelId", faults);
  const modelId = read.stringId(answer.modelSetId);
  const name = read.text(answer.modelSetName) || undefined;
  // The names of 2024 are endpointType and ioTokens.
  const ioModeText = read.text(answer.modelApplicationType) || read.text(answer.endpointType);
  const stateText = read.text(answer.status);
  return {
    id: id ?? "",
    model: modelId === null ? null : { id: modelId, ...(name !== undefined && { name }) },
    ...(name !== undefined && { name }),
    version: read.text(answer.modelName),
    description: read.text(answer.description) ?? "",
    state: modelVersionState(stateText),
    stateText,
    ...from,
    ioMode: ioMode(ioModeText),
    ioModeText,
    ioLength: read.text(answer.ioTokens) || null,
    tokenLimits: tokenLimits(read.object(answer.tokenLimitations)),
    baseModel: read.text(answer.model) || null,
    ...capabilities(answer),
    resourceConfig: read.object(answer.resourceConfig),
    advancedSettings: read.object(answer.advancedSettings),
    compressionSettings: read.object(answer.modelCompConfigs),
    createdAt: read.time(answer.createTime),
    updatedAt: read.time(answer.modifyTime),
    ...NOT_IN_V2,
  };
}

function capabilities(answer: Members) {
  const told = CAPABILITIES.filter(([name]) => read.boolean(answer[name]) !== null);
  if (told.length === 0) return { capabilities: null, capabilityTexts: null };
  const there = told.filter(([name]) => answer[name] === true);
  return {
    capabilities: there.map(([, , ours]) => ours),
    capabilityTexts: there.map(([, text]) => text),
  };
}

/** Of `trivial` one member is known, of `reranker` none (7mnimyrcg). */
function tokenLimits(limitations: Members | null): TokenLimits | null {
  const limits = read.object(limitations?.trivial) ?? read.object(limitations?.reranker);
  if (!limits) return null;
  const { inputTokens, ...others } = limits;
  return { inputTokens: read.integer(inputTokens), others: namedValues(others) };
}

/**
 * Where a version came from (Imnim2i64). The page names neither the member with the compression's id nor
 * the one with the address of an imported version: both are known by their form.
 */
function origin(sourceType: string | null, source: Members): OriginRecord | null {
  const texts = Object.values(source).filter((value) => typeof value === "string");
  switch (sourceType) {
    case "Train":
      return {
        ...TRAINED,
        kind: "train",
        text: sourceType,
        trainTaskId: read.stringId(source.trainTaskId),
      };
    case "Acceleration": {
      const compressionTaskId = texts.find((text) => text.startsWith("amva-")) ?? null;
      return { ...COMPRESSED, kind: "compression", text: sourceType, compressionTaskId };
    }
    case "Import": {
      const { bucket, path } = bucketPath(texts.find((text) => text.startsWith("bos:/")));
      return { kind: "import", text: sourceType, bucket, object: path };
    }
    case "PlatformPreset":
      return PRESET;
    default:
      return null;
  }
}

/** Of a train task V2 has the id here; its job is in DescribeFineTuningTask. */
const TRAINED = {
  trainJobId: null,
  trainJobNumericId: null,
  trainJobName: null,
  trainTaskNumericId: null,
  iteration: null,
  trainKind: null,
  trainKindCode: null,
  modelTypeCode: null,
  templateTypeCode: null,
} as const;

const COMPRESSED = { compressionTaskName: null, sourceModelVersion: null } as const;

const NOT_IN_V2 = {
  numericId: null,
  framework: null,
  algorithm: null,
  network: null,
  copyright: null,
  license: null,
  properties: null,
  trainType: null,
  deployTargets: null,
  deployTargetTexts: null,
  parameters: null,
} as const;
