import type { EmulatorAccount } from "../account.ts";
import type { Clock } from "../clock.ts";
import { type CompressionSeed, compressedVersion, StoredCompression } from "./compression.ts";
import { makeDataset, type StoredDataset } from "./dataset.ts";
import type { IdPair, Ids } from "./ids.ts";
import { type ModelSeed, makeModel, type StoredModel } from "./model.ts";
import { StoredModelExport } from "./model-export.ts";
import { type ExportSettings, StoredResultExport } from "./result-export.ts";
import { ModelShelf } from "./shelf.ts";
import { type AnyId, Table } from "./table.ts";
import type { StoredTask } from "./task.ts";
import { makeTask, type TaskSeed } from "./task-seed.ts";
import {
  makeTrainJob,
  type StoredRun,
  type StoredTrainJob,
  type TrainJobSeed,
} from "./train-job.ts";
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
  readonly compressions = new Table<StoredCompression>();
  /** The latest export of each version, by the version's ids. */
  readonly modelExports = new Table<StoredModelExport>();
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
    const dataset = makeDataset(seed, this.ids, this.clock);
    return this.datasets.add({ numeric: dataset.datasetId, text: dataset.datasetIdStr }, dataset);
  }

  addTrainJob(seed: TrainJobSeed): StoredTrainJob {
    const job = makeTrainJob(seed, this.ids, this.clock);
    return this.trainJobs.add({ numeric: job.taskId, text: job.taskIdStr }, job);
  }

  /** Starts now unless told otherwise. */
  addResultExport(seed: ResultExportSeed): StoredResultExport {
    const { id = this.ids.next("resultExport"), startedAt = this.clock.now(), ...settings } = seed;
    const made = new StoredResultExport(id, { ...settings, startedAt }, this.clock);
    return this.resultExports.add(id, made);
  }

  /** Runs since its creation, and succeeds, unless the seed has a state. */
  addCompression(seed: CompressionSeed): StoredCompression {
    const { id = this.ids.next("compression"), description = "", ...given } = seed;
    const { name, source, target, config } = given;
    const settings = { name, description, source, target, config };
    return this.compressions.add(id, new StoredCompression(id, settings, given, this.clock));
  }

  /** A new export of a version takes the place of its last one. */
  addModelExport(version: StoredVersion, startedAt = this.clock.now()): StoredModelExport {
    const key = { numeric: version.modelVersionId, text: version.modelVersionIdStr };
    const id = this.ids.next("modelExport");
    this.modelExports.delete(key);
    return this.modelExports.add(key, new StoredModelExport(id, version, startedAt, this.clock));
  }

  /** A run, by either of its ids, and the job it belongs to. */
  findRun(id: AnyId): { job: StoredTrainJob; run: StoredRun } | undefined {
    for (const job of this.trainJobs) {
      const run = job.runs.find(
        ({ runId, runIdStr }) => String(id) === String(runId) || id === runIdStr,
      );
      if (run) return { job, run };
    }
    return undefined;
  }

  /** Adds the versions of compressions that have ended by now. */
  catchUp(): void {
    for (const compression of this.compressions) if (compression.isDue) this.finish(compression);
  }

  private finish(compression: StoredCompression): void {
    const { target } = compression.settings;
    if (this.own.models.get(target.modelId) !== target) {
      compression.fail("目标模型已被删除");
      return;
    }
    compression.succeed(this.addVersion(target.modelId, compressedVersion(compression)));
  }

  deleteCompression(id: AnyId): void {
    const compression = this.compressions.get(id);
    if (compression) this.compressions.delete(compression.id);
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
