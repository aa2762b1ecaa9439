import type { Details, QianfanDetails } from "../../domain/index.ts";

/**
 * How a write ended, where it ended for good.
 * - `done`: Qianfan did it, and this is what it answered.
 * - `unknown`: it was or may have been sent, and its answer is lost.
 */
export type Outcome =
  | { readonly kind: "done"; readonly value: unknown }
  | {
      readonly kind: "unknown";
      readonly details: Details;
      readonly qianfan?: QianfanDetails | undefined;
    };

/**
 * The right to run a write under a key. It is this one claim's alone: what is done with it never touches
 * a claim of the same key that came before or after. A running claim never expires.
 */
export interface Claim {
  /** Keeps how the write ended. Never fails: what was done is done, whether or not that can be written down. */
  settle(outcome: Outcome): Promise<void>;
  /** The write changed nothing: the key is free again. Never fails either. */
  release(): Promise<void>;
}

/**
 * What a key stands for when it is claimed.
 * - `claimed`: nothing so far; from now on the claimer's write.
 * - `taken`: another write, by the fingerprint of its input. Its outcome is waited for when it is asked
 *   for, and null when the key is another claim's by then: it changed nothing, and may be claimed again.
 */
export type Standing =
  | { readonly state: "claimed"; readonly claim: Claim }
  | {
      readonly state: "taken";
      readonly fingerprint: string;
      outcome(): Promise<Outcome | null>;
    };

/** Remembers which keys were used for which writes, and how those ended; for one account. */
export interface IdempotencyStore {
  /** @throws ServiceError `IDEMPOTENCY_UNAVAILABLE` when it cannot promise to remember the key. */
  claim(key: string, fingerprint: string): Promise<Standing>;
}
