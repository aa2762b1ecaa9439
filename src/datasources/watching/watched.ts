import { deadline, during } from "../../deadline.ts";
import type { StopSignal } from "../../stop-signal.ts";
import type { QianfanAccount } from "../account.ts";
import { DataSources } from "../index.ts";
import { isFinalVersion } from "../reads/versions.ts";
import type {
  EvaluationTaskRecord,
  ModelVersionSummary,
  Ref,
  ResultExportRecord,
} from "../records.ts";
import { Spending } from "../spending.ts";
import type { WatchedKind } from "./sighting.ts";

/** A kind of object that moves through states by itself. */
export interface Watched<Seen extends Ref> {
  readonly kind: WatchedKind;
  /** One call, or none when the same one is under way already. */
  read(id: string, gone: StopSignal): Promise<Seen | null>;
  isFinal(record: Seen): boolean;
  /** What of it has to differ for a change; compared as JSON. */
  aspects(record: Seen): unknown;
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
      units.map(({ state, message }) => [state, message]),
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

function sources(account: QianfanAccount, timeoutMs: number, over: StopSignal): DataSources {
  return new DataSources(
    account,
    new Spending(deadline(timeoutMs, { signal: over }), true, CALLS_PER_POLL),
  );
}
