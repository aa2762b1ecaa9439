import type { Caller } from "../../auth/caller.ts";
import { tooMany } from "./subscription-errors.ts";

export interface SubscriptionBounds {
  readonly maxOpen: number;
  /** Null where callers are not told apart. */
  readonly maxPerCaller: number | null;
}

/** Counts the subscriptions that are open, in all and of each caller. */
export class OpenSubscriptions {
  #count = 0;
  readonly #byCaller = new Map<string, number>();

  constructor(private readonly bounds: SubscriptionBounds) {}

  get count(): number {
    return this.#count;
  }

  /** Counts one until the function it gives back is called. @throws ServiceError for one too many. */
  add(): () => void {
    const { maxOpen } = this.bounds;
    if (this.#count >= maxOpen)
      throw tooMany("SUBSCRIPTIONS_MAX", maxOpen, { en: "at once", zh: "本服务" });
    this.#count += 1;
    return () => {
      this.#count -= 1;
    };
  }

  /** The same for one of a caller's. */
  addOf({ id }: Caller): () => void {
    const { maxPerCaller } = this.bounds;
    const count = this.#byCaller.get(id) ?? 0;
    if (maxPerCaller !== null && count >= maxPerCaller) {
      const where = { en: "for one caller", zh: "单个调用方" };
      throw tooMany("SUBSCRIPTIONS_MAX_PER_CALLER", maxPerCaller, where);
    }
    this.#byCaller.set(id, count + 1);
    return () => {
      const left = (this.#byCaller.get(id) ?? 1) - 1;
      if (left > 0) this.#byCaller.set(id, left);
      else this.#byCaller.delete(id);
    };
  }
}
