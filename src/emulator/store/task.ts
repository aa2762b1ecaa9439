import type { Clock } from "../clock.ts";
import {
  isFinal,
  outcomeOf,
  progress,
  type TaskLife,
  type TaskState,
  taskState,
} from "../life/task-life.ts";
import { changeTime } from "../life/task-times.ts";
import type { StoredDataset } from "./dataset.ts";
import type { EvaluationStandard } from "./evaluation-standard.ts";
import type { IdPair } from "./ids.ts";
import { makeUnit, type StoredUnit, type UnitSettings } from "./unit.ts";
import type { StoredVersion } from "./version.ts";

/** What eval/create sets, and sets anew when it starts a draft. */
export interface TaskSettings {
  readonly name: string;
  readonly description: string;
  readonly versions: readonly StoredVersion[];
  /** Of each version, in the same order. */
  readonly units?: readonly UnitSettings[];
  readonly dataset: StoredDataset;
  readonly standard: EvaluationStandard;
  readonly compute: { readonly vmType: number; readonly vmNumber: number };
}

/** An evaluation task. Its state follows from its life and the clock. */
export class StoredTask {
  readonly evalId: number;
  readonly evalIdStr: string;
  #settings: TaskSettings;
  #units: readonly StoredUnit[];
  #life: TaskLife;
  #describedAt: Date | null = null;

  constructor(
    id: IdPair,
    /** Where people score the models' answers. */
    readonly resultDataset: IdPair,
    settings: TaskSettings,
    life: TaskLife,
    private readonly clock: Clock,
    /** Whose answers eval/detail looks like: those of 2023 name nothing by text. */
    readonly year: 2023 | 2024 = 2024,
    readonly createTime: Date = clock.now(),
  ) {
    this.evalId = id.numeric;
    this.evalIdStr = id.text;
    this.#settings = settings;
    this.#life = life;
    const startedAt = life.kind === "running" ? life.startedAt : clock.now();
    this.#units = this.#makeUnits(settings, startedAt);
  }

  get settings(): TaskSettings {
    return this.#settings;
  }

  get units(): readonly StoredUnit[] {
    return this.#units;
  }

  get state(): TaskState {
    const outcome = outcomeOf(this.#units, this.#settings.standard.manual !== null);
    return taskState(this.#life, this.clock.now(), outcome);
  }

  /** The part of the work that is done while it is `Doing`, 0 to 1. */
  get progress(): number {
    return progress(this.#life, this.clock.now());
  }

  /** When its state or its description last changed. */
  get updateTime(): Date {
    const changed = changeTime(this.#life, this.clock.now()) ?? this.createTime;
    return this.#describedAt && this.#describedAt > changed ? this.#describedAt : changed;
  }

  /** The versions it has results for: none before the end. */
  get evaluatedUnits(): readonly StoredUnit[] {
    const { state } = this;
    if (!isFinal(state) || state === "Stopped" || state === "Failed") return [];
    return this.#units.filter(({ failure }) => failure === null);
  }

  start(settings: TaskSettings): void {
    const startedAt = this.clock.now();
    this.#settings = settings;
    this.#units = this.#makeUnits(settings, startedAt);
    this.#life = { kind: "running", startedAt };
  }

  describe(description: string): void {
    this.#settings = { ...this.#settings, description };
    this.#describedAt = this.clock.now();
  }

  stop(): void {
    this.#life = { kind: "stopping", since: this.clock.now() };
  }

  /** What people do in the console: score every answer. Then figures are computed for a while. */
  finishManualScoring(): void {
    const outcome = outcomeOf(this.#units, false);
    this.#life = { kind: "scored", since: this.clock.now(), outcome };
  }

  #makeUnits({ versions, units, name }: TaskSettings, startedAt: Date): readonly StoredUnit[] {
    return versions.map((version, index) =>
      makeUnit(version, {
        taskId: this.evalId,
        taskName: name,
        index,
        startedAt,
        settings: units?.[index],
      }),
    );
  }
}
