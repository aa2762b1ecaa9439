import { z } from "zod";
import { beijingTime } from "../../clock.ts";
import type { StoredCompression } from "../../store/compression.ts";
import type { Registry } from "../../store/registry.ts";
import type { AnyId } from "../../store/table.ts";
import { action, id } from "../action.ts";
import { invalidParam } from "../errors.ts";
import { newestFirst, pageOf, paging } from "../paging.ts";

const QUANTIZATION = "Quantization";

const create = z.object({
  name: z.string().min(1),
  description: z.string().default(""),
  sourceModelId: id,
  modelSetId: id,
  config: z
    .looseObject({
      strategy: z.enum([QUANTIZATION, "Sparsity"]),
      // Open text: the lists of values and the examples differ.
      weight: z.string().min(1).optional(),
    })
    .refine(({ strategy, weight }) => strategy !== QUANTIZATION || weight !== undefined, {
      path: ["weight"],
    }),
});

/** Answers the task's id alone. */
export const createModelCompTask = action(create, (input, registry) => {
  const { name, description, config } = input;
  const source = registry.version(input.sourceModelId);
  if (!source?.supportOptions.includes("Acceleration")) throw invalidParam("sourceModelId");
  const target = registry.own.models.get(input.modelSetId);
  if (!target) throw invalidParam("modelSetId");
  return registry.addCompression({ name, description, source, target, config }).id.text;
});

const one = z.object({ modelCompTaskId: id });

export const describeModelCompTask = action(one, ({ modelCompTaskId }, registry) => {
  const task = find(modelCompTaskId, registry);
  const { version, failedReason, settings } = task;
  const { config } = settings;
  const modelId = version?.modelVersionIdStr;
  return { ...listed(task), failedReason, config, modelId };
});

const list = z.object({ ...paging, sourceModelId: id.optional() });

export const describeModelCompTasks = action(list, (input, registry) => {
  const wanted = input.sourceModelId === undefined ? null : registry.version(input.sourceModelId);
  const tasks = newestFirst(registry.compressions).filter(
    ({ settings }) => wanted === null || settings.source === wanted,
  );
  const { items, pageInfo } = pageOf(tasks, (task) => task.id.text, input);
  return { modelCompTaskList: items.map(listed), pageInfo };
});

export const cancelModelCompTask = action(one, ({ modelCompTaskId }, registry) => {
  const task = find(modelCompTaskId, registry);
  if (task.state !== "creating" && task.state !== "running") throw invalidParam("modelCompTaskId");
  task.stop();
  return {};
});

/** The version it made stays. */
export const deleteModelCompTask = action(one, ({ modelCompTaskId }, registry) => {
  find(modelCompTaskId, registry);
  registry.deleteCompression(modelCompTaskId);
  return {};
});

function find(id: AnyId, { compressions }: Registry): StoredCompression {
  const task = compressions.get(id);
  if (!task) throw invalidParam("modelCompTaskId");
  return task;
}

/** Without a finish time: the name of the field is not known. */
function listed({ id, settings, state, version, createTime }: StoredCompression) {
  return {
    id: id.text,
    name: settings.name,
    description: settings.description,
    status: state,
    sourceModelId: settings.source.modelVersionIdStr,
    modelId: version?.modelVersionIdStr ?? "",
    createTime: beijingTime(createTime),
  };
}
