import {
  type ModelCreator,
  type ModelRecord,
  type ModelSource,
  type ModelType,
  newestFirst,
} from "../../../../domain/index.ts";
import { enumOf, missing, objectRead, read, readList, within } from "../../decode/coerce.ts";
import { versionSummary } from "./version.ts";

export const modelSource = enumOf<ModelSource>({
  OWN: "UserCreate",
  PRESET: "PlatformPreset",
});

export const modelType = enumOf<ModelType>({
  TEXT_GENERATION: "0",
  IMAGE_GENERATION: "1",
  INDUSTRIAL_SEARCH: "2",
  TEXT_REPRESENTATION: "3",
  VECTOR: "4",
  IMAGE_UNDERSTANDING: "5",
  INDUSTRY: "6",
  VIDEO_GENERATION: null,
  VOICE_GENERATION: null,
  REASONING: null,
  RERANKING: null,
});

/** modelDetail: a model and all its versions. */
export const model = objectRead<ModelRecord>((answer, faults) => {
  const [id, numericId] = [read.stringId(answer.modelIdStr), read.digits(answer.modelId)];
  if (id === null && numericId === null) missing("modelId", faults);
  const [source, type] = [read.text(answer.source), read.integer(answer.modelType)];
  const versions = readList(
    answer.modelVersionList,
    versionSummary,
    within("modelVersionList", faults),
  );
  versions.sort(newestFirst);
  const record = {
    id: id ?? numericId ?? "",
    numericId,
    name: read.text(answer.modelName),
    description: read.text(answer.description),
    source: modelSource(source),
    sourceText: source,
    type: modelType(type === null ? null : String(type)),
    typeCode: type,
    typeText: null,
    trainType: read.text(answer.trainType),
    // Not in any answer seen so far; the lists have them.
    tags: answer.tags === undefined ? undefined : read.texts(answer.tags),
    creator: creator(read.digits(answer.createUserId), read.text(answer.createUser)),
    createdAt: read.time(answer.createTime),
    updatedAt: read.time(answer.modifyTime),
    versions,
    versionCount: versions.length,
    latestVersion: versions[0] ?? null,
  };
  // The answer holds everything of the model, so a version's `model` costs no further call.
  for (const version of versions) version.model = record;
  return record;
});

// Preset models carry -1 and "": the platform made them, no user did.
function creator(userId: string | null, name: string | null): ModelCreator | null {
  const user = { userId: userId === "-1" ? null : userId, name: name || null };
  return user.userId === null && user.name === null ? null : user;
}
