import { z } from "zod";
import type { Registry } from "../../store/registry.ts";
import type { EvalObject } from "../../store/task.ts";
import { action, id } from "../action.ts";
import { invalidParam } from "../errors.ts";
import { evalConfigRequest, readEvalConfig } from "./eval-config.ts";

const MAX_OBJECTS = 5;
const OBJECTS_TO_COMPARE = 2;

const evalObject = z.object({
  modelId: id,
  promptTemplate: z
    .string()
    .refine((text) => text === "" || text.includes("{input}"))
    .default(""),
  params: z.record(z.string(), z.unknown()).default({}),
  isBaseline: z.boolean().default(false),
});

const evalModelConfig = z
  .object({
    versionId: id,
    storageType: z.enum(["sysStorage", "BOS"]).default("sysStorage"),
    storagePath: z.string().startsWith("bos:/").optional(),
    evalModelConfigList: z.array(evalObject).min(1).max(MAX_OBJECTS),
  })
  .refine(({ storageType, storagePath }) => storageType !== "BOS" || storagePath !== undefined, {
    path: ["storagePath"],
  });

const request = z.object({
  taskName: z.string().min(1),
  description: z.string().default(""),
  /** `inferDataset` is there too, but the names of its settings are not known. */
  evalObjectType: z.literal("model"),
  evalObjectConfig: z.object({ evalModelConfig }),
  evalConfig: evalConfigRequest,
});

/** Answers the task's id alone. */
export const createEvalTask = action(request, (input, registry) => {
  const { versionId, storageType, storagePath, evalModelConfigList } =
    input.evalObjectConfig.evalModelConfig;
  const dataset = registry.datasets.get(versionId);
  if (!dataset) throw invalidParam("versionId");
  const objects = readObjects(evalModelConfigList, registry);
  const task = registry.addTask({
    name: input.taskName,
    description: input.description,
    versions: objects.map(({ version }) => version),
    objects,
    dataset,
    storagePath: storageType === "BOS" ? storagePath : undefined,
    standard: readEvalConfig(input.evalConfig),
    startedAt: registry.clock.now(),
  });
  return task.evalIdStr;
});

function readObjects(
  given: readonly z.output<typeof evalObject>[],
  registry: Registry,
): EvalObject[] {
  const baselines = given.filter(({ isBaseline }) => isBaseline).length;
  const comparable = given.length === OBJECTS_TO_COMPARE && baselines === 1;
  if (baselines > 0 && !comparable) throw invalidParam("isBaseline");
  return given.map(({ modelId, ...settings }) => {
    const version = registry.version(modelId);
    if (!version) throw invalidParam("modelId");
    return { version, ...settings };
  });
}
