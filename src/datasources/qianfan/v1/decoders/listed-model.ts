import { z } from "zod";
import {
  isNumericId,
  type Known,
  type ModelRecord,
  type ModelVersionSummary,
} from "../../../../domain/index.ts";
import {
  digits,
  identified,
  integer,
  listOf,
  object,
  optional,
  stringId,
  text,
  texts,
  time,
} from "../../decode/coerce.ts";
import { transform } from "../../decode/transform.ts";
import { modelSource, modelType } from "./model.ts";
import { pageOf } from "./page.ts";
import { modelVersionState, origin } from "./version.ts";

const latestVersion = z.object({
  versionId: digits,
  versionIdStr: stringId,
  version: text.optional(),
  state: text.optional(),
  sourceType: text.optional(),
  sourceExtra: object,
});

// What a list leaves out stays undefined: it was not told, and can be loaded.
const listed = {
  modelId: digits,
  modelIdStr: stringId,
  modelName: text.optional(),
  source: text.optional(),
  modelType: integer.optional(),
  tags: texts.optional(),
  createTime: time.optional(),
  versionCount: integer.optional(),
  trainType: text.optional(),
};

type Listed = z.output<z.ZodObject<typeof listed>>;

function listedModel(answer: Listed): Known<ModelRecord> {
  return {
    id: answer.modelIdStr ?? answer.modelId ?? "",
    numericId: answer.modelId,
    name: answer.modelName,
    source: answer.source === undefined ? undefined : modelSource(answer.source),
    sourceText: answer.source,
    type: answer.modelType === undefined ? undefined : modelType(code(answer.modelType)),
    typeCode: answer.modelType,
    typeText: null,
    trainType: answer.trainType,
    tags: answer.tags,
    createdAt: answer.createTime,
    versionCount: answer.versionCount ?? undefined,
  };
}

function code(modelType: number | null): string | null {
  return modelType === null ? null : String(modelType);
}

/** A page of model/user/list or model/preset/list. */
export const modelPage = pageOf(
  identified(
    z.object({ ...listed, latestVersionInfo: optional(latestVersion) }),
    "modelIdStr",
    "modelId",
  ).pipe(
    transform(({ latestVersionInfo, ...answer }) => {
      const record = listedModel(answer);
      const latest = latestVersionInfo && latestRecord(latestVersionInfo, record);
      // Nothing said of the newest version says that there is none only when the count agrees.
      const none = record.versionCount === 0 ? null : undefined;
      return Object.assign(record, { latestVersion: latest ?? none });
    }),
  ),
);

function latestRecord(
  info: z.output<typeof latestVersion>,
  model: Known<ModelRecord>,
): Known<ModelVersionSummary> | null {
  const numericId = info.versionId && isNumericId(info.versionId) ? info.versionId : null;
  const id = info.versionIdStr ?? numericId;
  if (id === null) return null;
  return {
    id,
    ...(numericId === null ? {} : { numericId }),
    model,
    name: model.name,
    version: info.version,
    ...(info.state === undefined
      ? {}
      : { state: modelVersionState(info.state), stateText: info.state }),
    ...(info.sourceType === undefined
      ? {}
      : { origin: origin(info.sourceType, info.sourceExtra ?? {}), originText: info.sourceType }),
  };
}

const evaluableVersion = identified(
  z.object({
    modelVersionId: digits,
    modelVersionIdStr: stringId,
    version: text.optional(),
    sourceType: text.optional(),
    framework: text.optional(),
    algorithm: text.optional(),
    modelNet: text.optional(),
    trainType: text.optional(),
    description: text.optional(),
  }),
  "modelVersionIdStr",
  "modelVersionId",
);

/** eval/model/list: each model, with those of its versions that can be evaluated. */
export const evaluableModels = listOf(
  identified(
    z.object({ ...listed, modelVersionList: listOf(evaluableVersion) }),
    "modelIdStr",
    "modelId",
  ).pipe(
    transform(({ modelVersionList, ...answer }) => {
      const model = listedModel(answer);
      const versions = modelVersionList.map((version) => evaluableRecord(version, model));
      return { model, versions };
    }),
  ),
);

function evaluableRecord(
  {
    modelVersionId,
    modelVersionIdStr,
    sourceType,
    modelNet,
    ...same
  }: z.output<typeof evaluableVersion>,
  model: Known<ModelRecord>,
): Known<ModelVersionSummary> {
  return {
    ...same,
    id: modelVersionIdStr ?? modelVersionId ?? "",
    numericId: modelVersionId,
    model,
    name: model.name,
    originText: sourceType,
    network: modelNet,
  };
}
