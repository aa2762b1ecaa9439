import type { z } from "zod";
import type { IdKind } from "../domain/index.ts";
import type { SharedResultCache } from "./cache/result-cache.ts";
import type { IdempotencyStore } from "./idempotency/store.ts";
import type { IdMap } from "./ids/id-map.ts";
import type { SharedPolls } from "./polling/poll-target.ts";
import type { SharedBreaker, SharedQuota } from "./qianfan/index.ts";

/** What one account shares with the same account on the other replicas of this server. */
export interface ReplicaSync {
  readonly idempotency: IdempotencyStore;
  /** Null where calls are not limited. */
  readonly quota: SharedQuota | null;
  readonly breaker: SharedBreaker;
  readonly polls: SharedPolls;
  /** Answers about final things of one kind. */
  finals<Answer extends object>(name: string, schema: z.ZodType<Answer>): SharedResultCache<Answer>;
  /** Lets each replica know the pairs of ids that any has seen. */
  shareIdMap(idMap: IdMap): void;
  /** Publishes, in one message, that something was done to objects of a kind. */
  changed(kind: IdKind, ids: readonly string[]): void;
  /** Calls back when another replica publishes so. */
  onChanged(listener: (kind: IdKind, ids: readonly string[]) => void): void;
}
