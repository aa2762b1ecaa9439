import { missing, objectRead, oneOf, read, readList, within } from "./lenient.ts";
import { versionSummary } from "./version.ts";

/** What decides which of two versions is newer. */
export interface Aged {
  readonly id?: string | undefined;
  readonly createdAt?: Date | null | undefined;
  readonly numericId?: string | null | undefined;
}

export const modelSource = oneOf({ UserCreate: "OWN", PlatformPreset: "PRESET" });

export const modelType = oneOf({
  "0": "TEXT_GENERATION",
  "1": "IMAGE_GENERATION",
  "2": "INDUSTRIAL_SEARCH",
  "3": "TEXT_REPRESENTATION",
  "4": "VECTOR",
  "5": "IMAGE_UNDERSTANDING",
  "6": "INDUSTRY",
});

/** modelDetail: a model and all its versions. */
export const model = objectRead((answer, faults) => {
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
function creator(userId: string | null, name: string | null) {
  const user = { userId: userId === "-1" ? null : userId, name: name || null };
  return user.userId === null && user.name === null ? null : user;
}

// The order upstream is not documented. Among versions of one second the integer ids decide, then the
// string ids: no two versions share a place.
export function newestFirst(a: Aged, b: Aged): number {
  return (
    (b.createdAt?.getTime() ?? 0) - (a.createdAt?.getTime() ?? 0) ||
    compareDigits(b.numericId ?? "", a.numericId ?? "") ||
    compareTexts(b.id ?? "", a.id ?? "")
  );
}

// As texts: numbers hold no more than 2^53.
function compareDigits(a: string, b: string): number {
  return a.length - b.length || compareTexts(a, b);
}

function compareTexts(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
