import type { ModelType } from "../../../../domain/model-type.ts";
import { type Faults, type Members, missing, objectRead, oneOf, read } from "../common.ts";
import type { ModelSetRecord, VersionMention } from "../records.ts";
import { markerPage } from "./paging.ts";

/** The words of the pages, older ones of the SDK, and one that its branch has answered with. */
const modelType = oneOf<ModelType>({
  Text2Text: "TEXT_GENERATION",
  大语言模型: "TEXT_GENERATION",
  Text2Image: "IMAGE_GENERATION",
  TextRepresentation: "TEXT_REPRESENTATION",
  Embedding: "VECTOR",
  ImageUnderstanding: "IMAGE_UNDERSTANDING",
  Industry: "INDUSTRY",
  VideoGeneration: "VIDEO_GENERATION",
  VioceGeneration: "VOICE_GENERATION",
  Reasoning: "REASONING",
  Reranker: "RERANKING",
});

export const modelSource = oneOf<"OWN" | "PRESET">({
  UserCreate: "OWN",
  System: "PRESET",
  PlatformPreset: "PRESET",
});

/** DescribeModelSet (Rmnimjl8h): own and preset models. */
export const modelSet = objectRead((answer, faults) => {
  const sourceText = read.text(answer.source);
  return model(answer, faults, {
    source: modelSource(sourceText),
    sourceText,
    description: read.text(answer.description) ?? "",
    tags: read.texts(answer.labels),
    createdAt: read.time(answer.createTime),
    updatedAt: read.time(answer.modifyTime),
  });
});

/** DescribeSystemModelSet (Lm3s3u253): no source, and no labels. */
export const systemModelSet = objectRead((answer, faults) =>
  model(answer, faults, {
    ...PRESET,
    description: read.text(answer.description) ?? "",
    tags: null,
    createdAt: read.time(answer.createTime),
    updatedAt: read.time(answer.modifyTime),
  }),
);

/** DescribeCustomModelSets (Pmnilec50): without the description. */
export const customModelSets = markerPage("customModelSetList", (item, faults) =>
  model(item, faults, {
    source: "OWN",
    sourceText: null,
    tags: read.texts(item.labels),
    createdAt: read.time(item.createTime),
    ...("modifyTime" in item && { updatedAt: read.time(item.modifyTime) }),
  }),
);

/** DescribeSystemModelSets (imnimpnf7): without the time of creation. */
export const systemModelSets = markerPage("systemModelSetList", (item, faults) =>
  model(item, faults, {
    ...PRESET,
    tags: null,
    description: read.text(item.description) ?? "",
    ...("modifyTime" in item && { updatedAt: read.time(item.modifyTime) }),
  }),
);

const PRESET = { source: "PRESET", sourceText: null } as const;

function model(answer: Members, faults: Faults, members: Partial<ModelSetRecord>): ModelSetRecord {
  const id = read.stringId(answer.modelSetId);
  if (id === null) missing("modelSetId", faults);
  const name = read.text(answer.modelSetName);
  const typeText = read.text(answer.modelType) || null;
  const ids = read.texts(answer.modelIds);
  const versions: VersionMention[] = [];
  const [first = null, ...others] = versionsOf(answer, ids, name);
  const count = read.integer(answer.modelCount);
  const record: ModelSetRecord = {
    id: id ?? "",
    name,
    type: modelType(typeText),
    typeText,
    versions,
    versionCount: count ?? ids.length,
    ...NOT_IN_V2,
    ...members,
    ...(others.length === 0 && (count ?? ids.length) === ids.length && { latestVersion: first }),
  };
  if (first) {
    for (const version of [first, ...others])
      versions.push(Object.assign(version, { model: record }));
  }
  return record;
}

/** That the names have the order of the ids is inferred; both mocks of the SDK lack them. */
function versionsOf(
  { modelNames }: Members,
  ids: readonly string[],
  name: string | null,
): VersionMention[] {
  const names = read.texts(modelNames);
  return ids.map((id, index) => {
    const version = names.length === ids.length ? names[index] : undefined;
    return { id, numericId: null, name, ...(version !== undefined && { version }) };
  });
}

const NOT_IN_V2 = { numericId: null, typeCode: null, trainType: null, creator: null } as const;
