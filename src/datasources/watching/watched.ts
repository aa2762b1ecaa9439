import type { z } from "zod";
import { deadline, during } from "../../deadline.ts";
import {
  type EvaluationTaskRecord,
  type IdKind,
  isFinalVersion,
  type ModelVersionSummary,
  type Ref,
  type ResultExportRecord,
} from "../../domain/index.ts";
import type { QianfanAccount } from "../account.ts";
import { DataSources } from "../index.ts";
import { Spending } from "../spending.ts";
import type { WatchedKind } from "./sighting.ts";

/** A kind of object that moves through states by itself. */
export interface Watched<Seen extends Ref> {
  readonly kind: WatchedKind;
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
  watched: Watched<Seen>,
  schema: z.ZodType<Seen>,
  polls: SharedPolls | undefined,
): Watched<Seen> {
  if (!polls) return watched;
  const { kind } = watched;
  return {
    ...watched,
    read: (id, gone) => polls.read(kind, id, schema, gone, () => watched.read(id, gone)),
    seenElsewhere: (id) => polls.seen(kind, id, schema),
  };
}

const CALLS_PER_POLL = 1;

export function watchedEvaluations(
  account: QianfanAccount,
  timeoutMs: number,
): Watched<EvaluationTaskRecord> {
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

export function watchedVersions(
  account: QianfanAccount,
  timeoutMs: number,
): Watched<ModelVersionSummary> {
  return {
    kind: "modelVersion",
    read: (id, gone) =>
      during(gone, (over) => sources(account, timeoutMs, over).versions.detail({ id })),
    isFinal: isFinalVersion,
    aspects: ({ stateText }) => stateText,
  };
}

export function watchedExports(
  account: QianfanAccount,
  timeoutMs: number,
): Watched<ResultExportRecord> {
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
    new Spending(deadline(timeoutMs, { signal: over }), true, CALLS_PER_POLL),
  );
}
