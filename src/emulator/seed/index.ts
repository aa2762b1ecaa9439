import type { Registry } from "../store/registry.ts";
import { seedCompressions } from "./compressions.ts";
import { seedDatasets } from "./datasets.ts";
import { seedEvaluations } from "./evaluations.ts";
import { seedModelExports } from "./model-exports.ts";
import { seedOwnModels } from "./own-models.ts";
import { seedPresetModels } from "./preset-models.ts";
import { seedResultExports } from "./result-exports.ts";
import { seedSupportModel } from "./support-model.ts";
import { seedTrainJobs } from "./train-jobs.ts";

/** The demo registry: small, and with something in every state. */
export function seedAccount(registry: Registry): void {
  const preset = seedPresetModels(registry);
  const jobs = seedTrainJobs(registry);
  const support = seedSupportModel(registry, jobs.support);
  const copywriter = seedOwnModels(registry, jobs.copywriter);
  const datasets = seedDatasets(registry);
  seedEvaluations(registry, { preset, support, copywriter }, datasets);
  seedResultExports(registry);
  seedCompressions(registry, copywriter);
  seedModelExports(registry, support);
}
