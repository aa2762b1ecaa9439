import type { ErrorCode, Localized, QianfanDetails } from "../../../domain/index.ts";

export interface PlatformErrorFacts {
  /** What the caller of a read is told. */
  readonly code: ErrorCode;
  /** What happened; Qianfan's own words stay as they are. */
  readonly reason: string | Localized;
  /** Whether the same request may fare better in a moment. */
  readonly transient: boolean;
  /**
   * What the request may have done.
   * - `none`: for certain nothing: it never left, or was refused.
   * - `unknown`: perhaps what it asked for.
   */
  readonly effect: "none" | "unknown";
  /** How long Qianfan wants to be left alone. */
  readonly retryAfterMs?: number | undefined;
  readonly answer?: Partial<QianfanDetails>;
  readonly cause?: unknown;
}

/** One attempt that failed. What the caller is told in the end depends on the attempts after it. */
export class PlatformError extends Error {
  override readonly name = "Failure";

  constructor(readonly facts: PlatformErrorFacts) {
    super(facts.code, { cause: facts.cause });
  }
}
