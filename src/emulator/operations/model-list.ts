import { z } from "zod";
import { beijingTime } from "../clock.ts";
import type { StoredModel } from "../store/model.ts";
import type { StoredVersion } from "../store/version.ts";
import { operation } from "./operation.ts";
import { order, pageOf, paging } from "./paging.ts";

const filters = {
  ...paging,
  nameFilter: z.string().default(""),
  modelType: z.array(z.int()).default([]),
};

type Filters = z.output<z.ZodObject<typeof filters>>;

const userRequest = z.object({ ...filters, orderBy: z.literal("create_time").optional(), order });

/** model/user/list: newest first unless told otherwise. */
export const userModelList = operation(userRequest, (input, { own }) => {
  const models = newestFirst(filtered(own.models, input));
  return pageOf((input.order === "asc" ? models.reverse() : models).map(listed), input);
});

const texts = z.array(z.string()).default([]);
const presetRequest = z.object({
  ...filters,
  modelVersionVendor: texts,
  ctxLength: texts,
  languageSupport: texts,
  expansion: texts,
  orderBy: z.string().optional(),
});

/** model/preset/list. What its last five parameters mean is not documented: they change nothing. */
export const presetModelList = operation(presetRequest, (input, { presets }) =>
  pageOf(newestFirst(filtered(presets.models, input)).map(listed), input),
);

function filtered(models: Iterable<StoredModel>, { nameFilter, modelType }: Filters) {
  return [...models].filter(
    (model) =>
      model.modelName.includes(nameFilter) &&
      (modelType.length === 0 || modelType.includes(model.modelType)),
  );
}

function newestFirst(models: StoredModel[]): StoredModel[] {
  return models.sort(
    (a, b) => b.createTime.getTime() - a.createTime.getTime() || b.modelId - a.modelId,
  );
}

function listed(model: StoredModel) {
  const latest = model.versions.toSorted(byAge).at(-1);
  return {
    modelName: model.modelName,
    modelId: model.modelId,
    modelIdStr: model.modelIdStr,
    modelType: model.modelType,
    tags: model.tags,
    createTime: beijingTime(model.createTime),
    versionCount: model.versions.length,
    trainType: model.trainType,
    latestVersionInfo: latest ? latestAnswer(latest) : null,
  };
}

function latestAnswer(version: StoredVersion) {
  return {
    state: version.state,
    version: version.version,
    sourceType: version.origin.sourceType,
    sourceExtra: version.origin.sourceType === "PlatformPreset" ? {} : version.origin,
    versionId: version.modelVersionId,
    versionIdStr: version.modelVersionIdStr,
  };
}

function byAge(a: StoredVersion, b: StoredVersion): number {
  return a.createTime.getTime() - b.createTime.getTime() || a.modelVersionId - b.modelVersionId;
}
