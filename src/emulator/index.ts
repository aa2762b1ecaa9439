import type { EmulatorAccount } from "./account.ts";
import type { Call } from "./calls.ts";
import type { Clock } from "./clock.ts";
import { LocalEmulator } from "./emulator.ts";
import type { FaultPlan } from "./faults/plan.ts";
import type { V1Withdrawal } from "./http/withdrawal.ts";
import type { Registry } from "./store/registry.ts";

export { DEMO_ACCOUNT, DEMO_APP_AK, DEMO_APP_SK, type EmulatorAccount } from "./account.ts";
export type { Call } from "./calls.ts";
export { type Clock, ManualClock, RunningClock } from "./clock.ts";
export type { Fault, FaultInput } from "./faults/fault.ts";
export type { V1Withdrawal } from "./http/withdrawal.ts";
export type { CompressionState } from "./life/compression-life.ts";
export type { TaskState } from "./life/task-life.ts";
export type { VersionState } from "./life/version-life.ts";
export { MovingEvaluation } from "./seed/moving-evaluation.ts";
export type { CompressionSeed, StoredCompression } from "./store/compression.ts";
export type { StoredDataset } from "./store/dataset.ts";
export type { ModelSeed, StoredModel } from "./store/model.ts";
export type { StoredModelExport } from "./store/model-export.ts";
export type { Registry } from "./store/registry.ts";
export type { StoredResultExport } from "./store/result-export.ts";
export type { StoredTask } from "./store/task.ts";
export type { TaskSeed } from "./store/task-seed.ts";
export type { StoredRun, StoredTrainJob, TrainJobSeed } from "./store/train-job.ts";
export type { StoredVersion, VersionSeed } from "./store/version.ts";

export interface EmulatorOptions {
  /** Default: 127.0.0.1. */
  readonly host?: string;
  /** Default: 0, any free port. */
  readonly port?: number;
  /** Default: DEMO_ACCOUNT alone. */
  readonly accounts?: readonly EmulatorAccount[];
  /** Default: wall time. */
  readonly clock?: Clock;
  /** Whether the first account starts with the demo registry. Default: true. */
  readonly seed?: boolean;
  /** How long each answer is held back, in real time. Default: 0. */
  readonly latencyMs?: number;
  /** Whether faults can be planned over HTTP, at `/__faults`. Default: false. */
  readonly faults?: boolean;
  /** How V1 answers that it is gone; V2 is as always. Default: null, V1 is there. */
  readonly v1Withdrawal?: V1Withdrawal | null;
}

export interface Emulator {
  /** Without a slash at the end. */
  readonly url: string;
  readonly clock: Clock;
  /** Every request since the start, in order of arrival. May be emptied. */
  readonly calls: Call[];
  latencyMs: number;
  /** How far the server's wall time is off when it checks a signature's age. */
  clockSkewMs: number;
  /** How V1 answers that it is gone; null while it is there. */
  v1Withdrawal: V1Withdrawal | null;
  /** What is to go wrong. */
  readonly faults: FaultPlan;
  /** What an account sees; the first account when no key is given. */
  registry(accessKey?: string): Registry;
  close(): Promise<void>;
}

export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const emulator = new LocalEmulator(options);
  await emulator.listen(options.host, options.port);
  return emulator;
}
