import type { GraphQLResolveInfo } from "graphql";
import { ServiceError } from "../errors.ts";
import { type Limits, type Measurement, overLimit } from "../limits/limits.ts";
import { itemBytes } from "./item-bytes.ts";
import { TURNS } from "./turns.ts";

export type AnswerLimits = Pick<Limits, "MAX_ANSWER_OBJECTS" | "MAX_ANSWER_BYTES">;

/**
 * What the answer of one operation may hold. Objects of lists are counted when a list is found, with the
 * bytes that their names and shortest values take, and the bytes of the text once more when it is
 * written. A long list is completed in turns, so that other operations go on.
 */
export class AnswerBudget {
  #objects = 0;
  #bytes = 0;
  #hasFailed = false;
  #fail: ((reason: ServiceError) => void) | null = null;

  constructor(
    private readonly limits: AnswerLimits,
    private readonly timeoutMs: number,
    /** When the operation's time is up, by `performance.now()`. */
    private readonly deadline: { readonly at: number },
  ) {}

  get objects(): number {
    return this.#objects;
  }

  /** The objects counted so far, and how many there may be. */
  get objectsOfAll(): Measurement {
    return { found: this.#objects, limit: this.limits.MAX_ANSWER_OBJECTS };
  }

  /**
   * Runs what makes the answer, until a limit is reached or the time is up. A mutation runs without: what
   * it has done must be answered, so that only its lists fail.
   */
  async guard<Result>(make: () => Promise<Result> | Result): Promise<Result> {
    const failed = new Promise<never>((_, reject) => {
      this.#fail = reject;
    });
    return Promise.race([make(), failed]);
  }

  /** The items of a list: all of them, or promises of those that wait for their turn. */
  list(items: readonly unknown[], info: GraphQLResolveInfo): readonly unknown[] {
    const bytesEach = itemBytes(info);
    this.#count(items.length, items.length * bytesEach);
    const now = TURNS.take(items.length, bytesEach);
    if (now >= items.length) return items;
    const paced = items.slice(0, now);
    const perTurn = TURNS.itemsPerTurn(bytesEach);
    for (let start = now; start < items.length; start += perTurn) {
      const chunk = items.slice(start, start + perTurn);
      const turn = TURNS.next(chunk.length * bytesEach, () => this.#isOver());
      for (const item of chunk) {
        // One that fails before its turn has somebody who waits for it.
        if (item instanceof Promise) item.catch(() => {});
        paced.push(turn.then(() => item));
      }
    }
    return paced;
  }

  /** @throws ServiceError `LIMIT_EXCEEDED` when the text of an answer is too long. */
  countText(bytes: number): void {
    this.#check({ MAX_ANSWER_BYTES: bytes });
  }

  #count(objects: number, bytes: number): void {
    this.#objects += objects;
    this.#bytes += bytes;
    this.#check({ MAX_ANSWER_OBJECTS: this.#objects, MAX_ANSWER_BYTES: this.#bytes });
  }

  #check(found: Partial<AnswerLimits>): void {
    const error = overLimit(found, this.limits);
    if (!error) return;
    this.#end(error);
    throw error;
  }

  #isOver(): boolean {
    if (this.#fail && performance.now() > this.deadline.at) {
      this.#end(new ServiceError("OPERATION_TIMEOUT", { ms: String(this.timeoutMs) }));
    }
    return this.#hasFailed;
  }

  #end(failure: ServiceError): void {
    if (!this.#fail) return;
    this.#hasFailed = true;
    this.#fail(failure);
  }
}
