import { DeadlineExceeded } from "../deadline.ts";
import { type Flight, Flights } from "./flights.ts";
import type { QianfanClient } from "./qianfan/client.ts";
import type { Operation } from "./qianfan/operations.ts";
import { overdue } from "./qianfan/outcome.ts";
import { Refusal } from "./qianfan/refusals.ts";
import type { Spending } from "./spending.ts";

/** One read of Qianfan's API, for one account: whoever asks the same at the same time shares the call. */
export class SharedRead<Request, Answer> {
  readonly #flights = new Flights<Answer | null>();

  constructor(
    private readonly operation: Operation<Request, Answer>,
    private readonly client: QianfanClient,
    /** Two requests with the same key are the same question. */
    private readonly keyOf: (request: Request) => string,
    /** Looks over each fresh answer before anyone sees it. */
    private readonly learn: (answer: Answer, asked: Request) => void,
  ) {}

  /** How many calls are under way. */
  get underWay(): number {
    return this.#flights.size;
  }

  get name(): string {
    return this.operation.name;
  }

  /** The answer, or null when Qianfan knows no such object. An id is asked for in its canonical form. */
  async read(request: Request, spending: Spending): Promise<Answer | null> {
    const { deadline } = spending;
    if (deadline.signal.aborted) throw this.#ended(deadline.signal.reason, 0);
    const key = this.keyOf(request);
    const shared = this.#flights.underWay(key);
    const flight = shared ?? this.#begin(key, request, spending);
    const started = performance.now();
    try {
      return await flight.wait(deadline);
    } catch (error) {
      throw this.#ended(error, flight.attempts);
    } finally {
      spending.read(this.name, key, shared ? "shared" : "sent", started);
    }
  }

  forget(...keys: readonly string[]): void {
    for (const key of keys) this.#flights.forget(key);
  }

  forgetAll(): void {
    this.#flights.forgetAll();
  }

  #ended(reason: unknown, attempts: number): unknown {
    return reason instanceof DeadlineExceeded ? overdue(this.name, attempts, reason.ms) : reason;
  }

  #begin(key: string, request: Request, spending: Spending): Flight<Answer | null> {
    spending.spendOne(this.name);
    const flight = this.#flights.begin(key, spending);
    void this.#fly(request, flight);
    return flight;
  }

  async #fly(request: Request, flight: Flight<Answer | null>): Promise<void> {
    try {
      const answer = await this.client.call(this.operation, request, flight);
      this.learn(answer, request);
      flight.arrive(answer);
    } catch (error) {
      if (error instanceof Refusal && error.reason.endsWith("_NOT_FOUND")) flight.arrive(null);
      else flight.fail(error);
    }
  }
}
