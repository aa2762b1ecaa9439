import type { Details, QianfanDetails } from "../../errors.ts";

/**
 * How a write ended, where it ended for good.
 * - `done`: Qianfan did it, and this is what it answered.
 * - `unknown`: it was sent and its answer lost.
 */
export type Outcome =
  | { readonly kind: "done"; readonly value: unknown }
  | {
      readonly kind: "unknown";
      readonly details: Details;
      readonly qianfan?: QianfanDetails | undefined;
    };

/**
 * What a key stands for when it is claimed.
 * - `claimed`: nothing so far; from now on the claimer's write.
 * - `taken`: another write, by the fingerprint of its input. Its outcome is null when it changed nothing
 *   after all, so that the key is free again.
 */
export type Standing =
  | { readonly state: "claimed" }
  | {
      readonly state: "taken";
      readonly fingerprint: string;
      readonly outcome: Promise<Outcome | null>;
    };

/** Remembers which keys were used for which writes, and how those ended; for one account. */
export interface IdempotencyStore {
  /** @throws ServiceError `IDEMPOTENCY_UNAVAILABLE` when it cannot promise to remember the key. */
  claim(key: string, fingerprint: string): Promise<Standing>;
  /** Never fails: what was done is done, whether or not that can be written down. */
  keep(key: string, outcome: Outcome): Promise<void>;
  /** Never fails either. */
  free(key: string): Promise<void>;
}
