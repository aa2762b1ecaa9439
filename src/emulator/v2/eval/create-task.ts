import { z } from "zod";
import type { Registry } from "../../store/registry.ts";
import type { AnyId } from "../../store/table.ts";
import type { UnitSettings } from "../../store/unit.ts";
import type { StoredVersion } from "../../store/version.ts";
import { action, id } from "../action.ts";
import { invalidParam } from "../errors.ts";
import { evalConfigRequest, readEvalConfig } from "./eval-config.ts";
import { bucketAndPath } from "./storage.ts";

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

type EvalObject = z.output<typeof evalObject>;

const evalModelConfig = z
  .object({
    versionId: id,
    storageType: z.enum(["sysStorage", "BOS"]).default("sysStorage"),
    storagePath: z.string().optional(),
    evalModelConfigList: z.array(evalObject).min(1).max(MAX_OBJECTS),
  })
  .refine(({ storageType, storagePath }) => storageType !== "BOS" || bucketAndPath(storagePath), {
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
  checkBaseline(evalModelConfigList);
  const storage = storageType === "BOS" ? bucketAndPath(storagePath) : null;
  const task = registry.addTask({
    name: input.taskName,
    description: input.description,
    versions: evalModelConfigList.map(({ modelId }) => findVersion(modelId, registry)),
    units: evalModelConfigList.map((given) => unitSettings(given, storage)),
    dataset,
    standard: readEvalConfig(input.evalConfig),
    startedAt: registry.clock.now(),
  });
  return task.evalIdStr;
});

function checkBaseline(objects: readonly EvalObject[]): void {
  const baselines = objects.filter(({ isBaseline }) => isBaseline).length;
  const comparable = objects.length === OBJECTS_TO_COMPARE && baselines === 1;
  if (baselines > 0 && !comparable) throw invalidParam("isBaseline");
}

function findVersion(modelId: AnyId, registry: Registry): StoredVersion {
  const version = registry.version(modelId);
  if (!version) throw invalidParam("modelId");
  return version;
}

function unitSettings(
  { promptTemplate: content, params, isBaseline }: EvalObject,
  storage: UnitSettings["storage"] | null,
): UnitSettings {
  return {
    ...(content !== "" && { prompt: { enable: true, content } }),
    params,
    isBaseline,
    ...(storage && { storage }),
  };
}
