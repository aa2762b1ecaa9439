import { z } from "zod";
import { invalidParameter } from "../errors.ts";
import type { Registry } from "../store/registry.ts";
import type { AnyId } from "../store/table.ts";
import type { StoredTask } from "../store/task.ts";
import type { UnitSettings } from "../store/unit.ts";
import type { StoredVersion } from "../store/version.ts";
import { readStandard, standardRequest } from "./eval-create-standard.ts";
import { anyId, operation } from "./operation.ts";

const versionRequest = z.object({
  modelId: anyId.optional(),
  modelVersionId: anyId,
  params: z.record(z.string(), z.unknown()).optional(),
  prompt: z.object({ enable: z.boolean(), content: z.string() }).partial().optional(),
  inferDatasetStorageType: z.enum(["sysBos", "usrBos"]).optional(),
  inferDatasetStorageId: z.string().optional(),
  inferDatasetRawPath: z.string().optional(),
});

const request = z.object({
  name: z.string().min(1),
  description: z.string().default(""),
  /** A draft to start with these settings. */
  id: anyId.optional(),
  versionEvalInfo: z.array(versionRequest).min(1),
  datasetId: anyId,
  evalStandardConf: standardRequest,
  computeResourceConf: z
    .object({ vmType: z.int(), vmNumber: z.int() })
    .default({ vmType: 1, vmNumber: 8 }),
});

export const evalCreate = operation(request, (input, registry) => {
  const draft = input.id === undefined ? undefined : findDraft(input.id, registry);
  const dataset = registry.datasets.get(input.datasetId);
  if (!dataset) throw invalidParameter("datasetId");
  const settings = {
    name: input.name,
    description: input.description,
    versions: input.versionEvalInfo.map((entry) => findVersion(entry, registry)),
    units: input.versionEvalInfo.map(unitSettings),
    dataset,
    standard: readStandard(input.evalStandardConf),
    compute: input.computeResourceConf,
  };
  draft?.start(settings);
  const task = draft ?? registry.addTask({ ...settings, startedAt: registry.clock.now() });
  return { evalId: task.evalId, evalIdStr: task.evalIdStr };
});

function unitSettings(entry: z.output<typeof versionRequest>): UnitSettings {
  const { prompt, inferDatasetStorageType, inferDatasetStorageId, inferDatasetRawPath } = entry;
  const storage = { bucket: inferDatasetStorageId ?? "", path: inferDatasetRawPath ?? "" };
  return {
    ...(prompt && { prompt }),
    ...(inferDatasetStorageType === "usrBos" && { storage }),
  };
}

function findDraft(id: AnyId, { tasks }: Registry): StoredTask {
  const task = tasks.get(id);
  if (task?.state !== "Editing") throw invalidParameter("id");
  return task;
}

function findVersion(
  { modelVersionId, modelId }: z.output<typeof versionRequest>,
  registry: Registry,
): StoredVersion {
  const version = registry.version(modelVersionId);
  if (!version) throw invalidParameter("modelVersionId");
  const ofThatModel = modelId === undefined || registry.model(modelId) === version.model;
  if (!ofThatModel) throw invalidParameter("modelId");
  return version;
}
