import { type IdKind, ServiceError } from "../../domain/index.ts";

/** What a watch saw: the event of a subscription. */
export class Snapshot<Seen = unknown> {
  constructor(
    readonly record: Seen,
    /** Why this may be out of date; null while Qianfan answers. */
    readonly trouble: PollFailure | null = null,
  ) {}
}

export interface PollFailure {
  readonly error: ServiceError;
  /** When Qianfan answered last. */
  readonly since: Date;
}

const NAMES = {
  evaluationTask: { en: "evaluation", zh: "评估任务" },
  modelVersion: { en: "model version", zh: "模型版本" },
  resultExport: { en: "export of results", zh: "结果导出" },
};

/** The kinds of objects that can be watched. */
export type PolledKind = keyof typeof NAMES & IdKind;

export function notFound(kind: PolledKind, id: string): ServiceError {
  return new ServiceError("NOT_FOUND", { what: NAMES[kind], id });
}

export function createWatchedTooLongError(kind: PolledKind, id: string, ms: number): ServiceError {
  return new ServiceError("WATCH_TIME_EXCEEDED", {
    what: NAMES[kind],
    id,
    minutes: String(Math.round(ms / 60_000)),
  });
}
