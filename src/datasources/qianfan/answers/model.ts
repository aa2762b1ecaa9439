import { z } from "zod";
import { digits, identity, integer, oneOf, stringId, text, texts, time } from "./lenient.ts";
import { versionList } from "./version.ts";

/** What decides which of two versions is newer. */
export interface Aged {
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
export const model = z
  .object({
    modelId: digits,
    modelIdStr: stringId,
    modelName: text,
    source: text,
    modelType: integer,
    createUserId: digits,
    createUser: text,
    createTime: time,
    modifyTime: time,
    description: text,
    trainType: text,
    // Not in any answer seen so far; the lists have them.
    tags: texts.optional(),
    modelVersionList: versionList,
  })
  .superRefine(identity("modelIdStr", "modelId"))
  .transform((answer) => {
    const versions = answer.modelVersionList.sort(newestFirst);
    const record = {
      id: answer.modelIdStr ?? answer.modelId ?? "",
      numericId: answer.modelId,
      name: answer.modelName,
      description: answer.description,
      source: modelSource(answer.source),
      sourceText: answer.source,
      type: modelType(answer.modelType === null ? null : String(answer.modelType)),
      typeCode: answer.modelType,
      trainType: answer.trainType,
      tags: answer.tags,
      creator: creator(answer.createUserId, answer.createUser),
      createdAt: answer.createTime,
      updatedAt: answer.modifyTime,
      versions,
      versionCount: versions.length,
      latestVersion: versions[0] ?? null,
    };
    // The answer holds everything of the model, so a version's `model` costs no further call.
    for (const version of versions) version.model = record;
    return record;
  });

// Preset models carry -1 and "": the platform made them, no user did.
function creator(id: string | null, name: string | null) {
  const user = { id: id === "-1" ? null : id, name: name || null };
  return user.id === null && user.name === null ? null : user;
}

// The order upstream is not documented. Numbers decide between versions made in the same second.
export function newestFirst(a: Aged, b: Aged): number {
  const age = (b.createdAt?.getTime() ?? 0) - (a.createdAt?.getTime() ?? 0);
  return age || Number(b.numericId ?? 0) - Number(a.numericId ?? 0);
}
