import type { GraphQLResolveInfo } from "graphql";
import { ServiceError } from "../domain/errors.ts";
import { type Limits, type Measurement, overLimit } from "../limits/limits.ts";
import { TURN_BYTES, TURNS } from "../util/turns.ts";
import { itemBytes } from "./item-bytes.ts";

type Paced = readonly unknown[] | Promise<readonly unknown[]>;

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

  /** What its lists take at least. */
  get bytes(): number {
    return this.#bytes;
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

  /** The items of a list, at once or when there is a turn for them; of a long list, each in its turn. */
  list(items: readonly unknown[], info: GraphQLResolveInfo): Paced {
    const bytesEach = itemBytes(info);
    const bytes = items.length * bytesEach;
    this.#count(items.length, bytes);
    if (TURNS.take(bytes)) return items;
    // One that fails before its turn has somebody who waits for it.
    for (const item of items) if (item instanceof Promise) item.catch(() => {});
    if (bytes <= TURN_BYTES) return this.#turn(bytes).then(() => items);
    const perTurn = Math.ceil(TURN_BYTES / bytesEach);
    const paced: unknown[] = [];
    for (let start = 0; start < items.length; start += perTurn) {
      const chunk = items.slice(start, start + perTurn);
      const turn = this.#turn(chunk.length * bytesEach);
      for (const item of chunk) paced.push(turn.then(() => item));
    }
    return paced;
  }

  /** @throws ServiceError `LIMIT_EXCEEDED` when the text of an answer is too long. */
  countText(bytes: number): void {
    this.#check({ MAX_ANSWER_BYTES: bytes });
  }

  #turn(bytes: number): Promise<void> {
    return TURNS.next(bytes, () => this.#isOver());
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
