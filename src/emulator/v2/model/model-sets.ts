import { z } from "zod";
import { beijingTime } from "../../clock.ts";
import { modelModifyTime, type StoredModel } from "../../store/model.ts";
import type { AnyId } from "../../store/table.ts";
import { action, id } from "../action.ts";
import { invalidParam } from "../errors.ts";
import { newestFirst, pageOf, paging } from "../paging.ts";

/** Exactly one of the two. */
const byIdOrName = z.object({
  modelSetId: id.optional(),
  modelSetName: z.string().min(1).optional(),
});

type ByIdOrName = z.output<typeof byIdOrName>;

/** Own and preset models. */
export const describeModelSet = action(byIdOrName, (input, registry) => {
  const models = [...registry.own.models, ...registry.presets.models];
  const model = modelNamed(input, (key) => registry.model(key), models);
  const { description } = model;
  return {
    ...nameAndType(model),
    source: model.source === "PlatformPreset" ? "System" : "UserCreate",
    labels: model.tags,
    ...times(model),
    ...(description !== "" && { description }),
    ...versionsOf(model),
  };
});

export const describeSystemModelSet = action(byIdOrName, (input, { presets }) => {
  const model = modelNamed(input, (key) => presets.models.get(key), [...presets.models]);
  const { description } = model;
  return { ...nameAndType(model), ...times(model), description, ...versionsOf(model) };
});

export const describeCustomModelSets = action(z.object(paging), (input, { own }) => {
  const { items, pageInfo } = pageOf(newestFirst(own.models), setId, input);
  const customModelSetList = items.map((model) => ({
    ...nameAndType(model),
    labels: model.tags,
    ...times(model),
    modelCount: model.versions.length,
    ...versionsOf(model),
  }));
  return { customModelSetList, pageInfo };
});

export const describeSystemModelSets = action(z.object(paging), (input, { presets }) => {
  const { items, pageInfo } = pageOf(newestFirst(presets.models), setId, input);
  const systemModelSetList = items.map((model) => ({
    ...nameAndType(model),
    description: model.description,
    modelCount: model.versions.length,
    modifyTime: times(model).modifyTime,
    ...versionsOf(model),
  }));
  return { systemModelSetList, pageInfo };
});

function modelNamed(
  { modelSetId, modelSetName }: ByIdOrName,
  find: (key: AnyId) => StoredModel | undefined,
  models: readonly StoredModel[],
): StoredModel {
  if (modelSetId !== undefined && modelSetName !== undefined) throw invalidParam("modelSetName");
  const model =
    modelSetId === undefined
      ? models.find(({ modelName }) => modelName === modelSetName)
      : find(modelSetId);
  if (!model) throw invalidParam(modelSetName === undefined ? "modelSetId" : "modelSetName");
  return model;
}

function setId({ modelIdStr }: StoredModel): string {
  return modelIdStr;
}

function nameAndType(model: StoredModel) {
  return {
    modelSetId: model.modelIdStr,
    modelSetName: model.modelName,
    modelType: model.modelKind,
  };
}

function times(model: StoredModel) {
  return {
    createTime: beijingTime(model.createTime),
    modifyTime: beijingTime(modelModifyTime(model)),
  };
}

/** Newest first: the SDK takes the first as the one that was just made. */
function versionsOf({ versions }: StoredModel) {
  const ordered = newestFirst(versions);
  return {
    modelIds: ordered.map(({ modelVersionIdStr }) => modelVersionIdStr),
    modelNames: ordered.map(({ version }) => version),
  };
}
