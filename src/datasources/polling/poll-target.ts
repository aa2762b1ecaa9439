import type { z } from "zod";
import {
  type EvaluationTaskRecord,
  type IdKind,
  isFinalVersion,
  type ModelVersionSummary,
  type Ref,
  type ResultExportRecord,
} from "../../domain/index.ts";
import { deadline, during } from "../../util/deadline.ts";
import type { QianfanAccount } from "../account/qianfan-account.ts";
import { DataSources } from "../index.ts";
import { UpstreamBudget } from "../upstream-budget.ts";
import type { PolledKind } from "./snapshot.ts";

/** A kind of object that moves through states by itself. */
export interface PollTarget<Seen extends Ref> {
  readonly kind: PolledKind;
  /** One call, or none when the same one is under way already. */
  read(id: string, gone: AbortSignal): Promise<Seen | null>;
  /** What another replica has just seen; absent where this process is the only one. */
  seenElsewhere?(id: string): Promise<Seen | null | undefined>;
  isFinal(record: Seen): boolean;
  /** What of it has to differ for a change; compared as JSON. */
  aspects(record: Seen): unknown;
}

/** Lets all replicas look at an object as one. */
export interface SharedPolls {
  /** What the object is now: asked of Qianfan here, or seen by another replica just before. */
  read<Seen>(
    kind: IdKind,
    id: string,
    schema: z.ZodType<Seen>,
    gone: AbortSignal,
    poll: () => Promise<Seen | null>,
  ): Promise<Seen | null>;
  /** What another replica has just seen; undefined when that is too long ago by now. */
  seen<Seen>(kind: IdKind, id: string, schema: z.ZodType<Seen>): Promise<Seen | null | undefined>;
  /** Calls back when another replica has looked at an object. */
  onPolled(listener: (kind: IdKind, id: string) => void): void;
}

/** The same kind, looked at by all replicas together. What another one saw has to fit the schema. */
export function together<Seen extends Ref>(
  watched: PollTarget<Seen>,
  schema: z.ZodType<Seen>,
  polls: SharedPolls | undefined,
): PollTarget<Seen> {
  if (!polls) return watched;
  const { kind } = watched;
  return {
    ...watched,
    read: (id, gone) => polls.read(kind, id, schema, gone, () => watched.read(id, gone)),
    seenElsewhere: (id) => polls.seen(kind, id, schema),
  };
}

const CALLS_PER_POLL = 1;

export function createEvaluationTarget(
  account: QianfanAccount,
  timeoutMs: number,
): PollTarget<EvaluationTaskRecord> {
  return {
    kind: "evaluationTask",
    read: (id, gone) =>
      during(gone, (over) => sources(account, timeoutMs, over).evaluations.byId(id)),
    isFinal: (task) => task.isFinal,
    aspects: ({ stateText, units }) => [
      stateText,
      units.map(({ state, message, inferenceDataset }) => [state, message, inferenceDataset]),
    ],
  };
}

export function createVersionTarget(
  account: QianfanAccount,
  timeoutMs: number,
): PollTarget<ModelVersionSummary> {
  return {
    kind: "modelVersion",
    read: (id, gone) =>
      during(gone, (over) => sources(account, timeoutMs, over).versions.detail({ id })),
    isFinal: isFinalVersion,
    aspects: ({ stateText }) => stateText,
  };
}

export function createExportTarget(
  account: QianfanAccount,
  timeoutMs: number,
): PollTarget<ResultExportRecord> {
  return {
    kind: "resultExport",
    read: (id, gone) =>
      during(gone, (over) => sources(account, timeoutMs, over).resultExports.byId(id)),
    isFinal: ({ isFinal }) => isFinal,
    aspects: ({ stateText }) => stateText,
  };
}

function sources(account: QianfanAccount, timeoutMs: number, over: AbortSignal): DataSources {
  return new DataSources(
    account,
    new UpstreamBudget(deadline(timeoutMs, { signal: over }), true, CALLS_PER_POLL),
  );
}
