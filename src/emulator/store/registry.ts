import type { EmulatorAccount } from "../account.ts";
import type { Clock } from "../clock.ts";
import { makeDataset, type StoredDataset } from "./dataset.ts";
import type { IdPair, Ids } from "./ids.ts";
import { type ModelSeed, makeModel, type StoredModel } from "./model.ts";
import { type ExportSettings, StoredResultExport } from "./result-export.ts";
import { ModelShelf } from "./shelf.ts";
import { type AnyId, Table } from "./table.ts";
import type { StoredTask } from "./task.ts";
import { makeTask, type TaskSeed } from "./task-seed.ts";
import { makeTrainJob, type StoredTrainJob, type TrainJobSeed } from "./train-job.ts";
import type { StoredVersion, VersionSeed } from "./version.ts";

export interface ResultExportSeed extends Omit<ExportSettings, "startedAt"> {
  readonly id?: IdPair;
  readonly startedAt?: Date;
}

/** What one account sees: its own objects, and the preset models. */
export class Registry {
  readonly tasks = new Table<StoredTask>();
  readonly datasets = new Table<StoredDataset>();
  readonly trainJobs = new Table<StoredTrainJob>();
  readonly resultExports = new Table<StoredResultExport>();
  readonly own: ModelShelf;

  constructor(
    readonly account: EmulatorAccount,
    readonly clock: Clock,
    private readonly ids: Ids,
    readonly presets: ModelShelf,
  ) {
    this.own = new ModelShelf(ids, clock);
  }

  model(id: AnyId): StoredModel | undefined {
    return this.own.models.get(id) ?? this.presets.models.get(id);
  }

  version(id: AnyId): StoredVersion | undefined {
    return this.own.versions.get(id) ?? this.presets.versions.get(id);
  }

  addModel(seed: ModelSeed = {}): StoredModel {
    const model = makeModel(seed, this.account, this.ids, this.clock);
    const shelf = this.shelfOf(model);
    shelf.addModel(model);
    const { versions = 0 } = seed;
    const seeds =
      typeof versions === "number" ? Array.from({ length: versions }, () => ({})) : versions;
    for (const version of seeds) shelf.addVersion(model, version);
    return model;
  }

  addVersion(modelId: AnyId, seed: VersionSeed = {}): StoredVersion {
    const model = this.model(modelId);
    if (!model) throw new Error(`There is no model ${modelId}`);
    return this.shelfOf(model).addVersion(model, seed);
  }

  /** Without a data set in the seed the first one there is, or a new one. */
  addTask(seed: TaskSeed): StoredTask {
    const [first] = this.datasets;
    const dataset = seed.dataset ?? first ?? this.addDataset();
    const task = makeTask(seed, dataset, this.ids, this.clock);
    return this.tasks.add({ numeric: task.evalId, text: task.evalIdStr }, task);
  }

  addDataset(seed: Partial<StoredDataset> = {}): StoredDataset {
    const dataset = makeDataset(seed, this.ids);
    return this.datasets.add({ numeric: dataset.datasetId, text: dataset.datasetIdStr }, dataset);
  }

  addTrainJob(seed: TrainJobSeed): StoredTrainJob {
    const job = makeTrainJob(seed, this.ids);
    return this.trainJobs.add({ numeric: job.taskId, text: job.taskIdStr }, job);
  }

  /** Starts now unless told otherwise. */
  addResultExport(seed: ResultExportSeed): StoredResultExport {
    const { id = this.ids.next("resultExport"), startedAt = this.clock.now(), ...settings } = seed;
    const made = new StoredResultExport(id, { ...settings, startedAt }, this.clock);
    return this.resultExports.add(id, made);
  }

  deleteModel(id: AnyId): void {
    this.own.deleteModel(id);
  }

  deleteVersion(id: AnyId): void {
    this.own.deleteVersion(id);
  }

  deleteTask(id: AnyId): void {
    const task = this.tasks.get(id);
    if (task) this.tasks.delete({ numeric: task.evalId, text: task.evalIdStr });
  }

  private shelfOf(model: StoredModel): ModelShelf {
    return model.source === "PlatformPreset" ? this.presets : this.own;
  }
}
