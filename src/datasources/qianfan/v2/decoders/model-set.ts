import type {
  Known,
  ModelRecord,
  ModelSource,
  ModelType,
  NamedVersion,
} from "../../../../domain/index.ts";
import { enumOf, type Faults, type Members, missing, objectRead, read } from "../common.ts";
import { markerPage } from "./paging.ts";

/** The words of the pages, older ones of the SDK, and one that its branch has answered with. */
const modelType = enumOf<ModelType>({
  TEXT_GENERATION: ["Text2Text", "大语言模型"],
  IMAGE_GENERATION: "Text2Image",
  TEXT_REPRESENTATION: "TextRepresentation",
  VECTOR: "Embedding",
  IMAGE_UNDERSTANDING: "ImageUnderstanding",
  INDUSTRY: "Industry",
  VIDEO_GENERATION: "VideoGeneration",
  VOICE_GENERATION: "VioceGeneration",
  REASONING: "Reasoning",
  RERANKING: "Reranker",
  INDUSTRIAL_SEARCH: null,
});

export const modelSource = enumOf<ModelSource>({
  OWN: "UserCreate",
  PRESET: ["System", "PlatformPreset"],
});

/** DescribeModelSet (Rmnimjl8h): own and preset models. */
export const modelSet = objectRead((answer, faults): ModelRecord => {
  const sourceText = read.text(answer.source);
  return model(answer, faults, {
    ...details(answer),
    source: modelSource(sourceText),
    sourceText,
    tags: read.texts(answer.labels),
  });
});

/** DescribeSystemModelSet (Lm3s3u253): no source, and no labels. */
export const systemModelSet = objectRead(
  (answer, faults): ModelRecord => model(answer, faults, { ...details(answer), ...PRESET }),
);

/** DescribeCustomModelSets (Pmnilec50): without the description. */
export const customModelSets = markerPage("customModelSetList", (item, faults) =>
  model(item, faults, {
    source: "OWN",
    sourceText: null,
    tags: read.texts(item.labels),
    createdAt: read.time(item.createTime),
    ...("modifyTime" in item && { updatedAt: read.time(item.modifyTime) }),
  } satisfies Known<ModelRecord>),
);

/** DescribeSystemModelSets (imnimpnf7): without the time of creation. */
export const systemModelSets = markerPage("systemModelSetList", (item, faults) =>
  model(item, faults, {
    ...PRESET,
    description: read.text(item.description) ?? "",
    ...("modifyTime" in item && { updatedAt: read.time(item.modifyTime) }),
  } satisfies Known<ModelRecord>),
);

const PRESET = { source: "PRESET", sourceText: null, tags: null } as const;

const details = (answer: Members) => ({
  description: read.text(answer.description) ?? "",
  createdAt: read.time(answer.createTime),
  updatedAt: read.time(answer.modifyTime),
});

/** What all four answers have, with what one of them has beside it. */
function model<Others extends object>(answer: Members, faults: Faults, others: Others) {
  const id = read.stringId(answer.modelSetId);
  if (id === null) missing("modelSetId", faults);
  const name = read.text(answer.modelSetName);
  const typeText = read.text(answer.modelType) || null;
  const versions = versionsOf(answer, name);
  const versionCount = read.integer(answer.modelCount) ?? versions.length;
  const isKnown = versions.length < 2 && versionCount === versions.length;
  const record = {
    id: id ?? "",
    name,
    type: modelType(typeText),
    typeText,
    versions,
    versionCount,
    // Of several nothing tells which is the newest.
    latestVersion: isKnown ? (versions[0] ?? null) : undefined,
    ...NOT_IN_V2,
    ...others,
  };
  for (const version of versions) Object.assign(version, { model: record });
  return record;
}

/** That the names have the order of the ids is inferred; both mocks of the SDK lack them. */
function versionsOf({ modelIds, modelNames }: Members, name: string | null): NamedVersion[] {
  const [ids, names] = [read.texts(modelIds), read.texts(modelNames)];
  return ids.map((id, index) => {
    const version = names.length === ids.length ? names[index] : undefined;
    return { id, numericId: null, name, ...(version !== undefined && { version }) };
  });
}

const NOT_IN_V2 = { numericId: null, typeCode: null, trainType: null, creator: null } as const;
