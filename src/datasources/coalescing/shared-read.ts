import { BusinessError, badAnswer, overdue } from "../../domain/index.ts";
import { DeadlineExceeded } from "../../util/deadline.ts";
import { AnotherObject } from "../ids/same-object.ts";
import type { ApiOperation } from "../qianfan/index.ts";
import type { Provenance, UpstreamBudget } from "../upstream-budget.ts";
import { type InFlightRequest, RequestCoalescer, Wait } from "./request-coalescer.ts";

/** One read of Qianfan's API, for one account: whoever asks the same at the same time shares the call. */
export class SharedRead<Request, Answer> {
  readonly #flights = new RequestCoalescer<Answer | null>();

  constructor(
    private readonly operation: ApiOperation<Request, Answer>,
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
  read(request: Request, upstreamBudget: UpstreamBudget): Promise<Answer | null> {
    return new Promise((resolve, reject) => {
      const { signal, at } = upstreamBudget.deadline;
      if (signal.aborted) throw told(signal.reason, this.name, 0);
      const key = this.keyOf(request);
      const shared = this.#flights.underWay(key);
      const flight = shared ?? this.#begin(key, request, upstreamBudget);
      const how = shared ? "shared" : "sent";
      flight.board(
        new Reading(this.name, upstreamBudget, how, flight, signal, resolve, reject),
        at,
      );
    });
  }

  forget(...keys: readonly string[]): void {
    for (const key of keys) this.#flights.forget(key);
  }

  forgetAll(): void {
    this.#flights.forgetAll();
  }

  #begin(
    key: string,
    request: Request,
    upstreamBudget: UpstreamBudget,
  ): InFlightRequest<Answer | null> {
    upstreamBudget.takeCall(this.name);
    const flight = this.#flights.prepare(key, upstreamBudget);
    this.operation.call(request, flight).then(
      (answer) => this.#arrived(flight, request, answer),
      (error: unknown) => {
        if (error instanceof BusinessError && error.reason.endsWith("_NOT_FOUND"))
          flight.arrive(null);
        else flight.fail(error);
      },
    );
    this.#flights.begin(flight);
    return flight;
  }

  #arrived(flight: InFlightRequest<Answer | null>, request: Request, answer: Answer): void {
    try {
      this.learn(answer, request);
      flight.arrive(answer);
    } catch (error) {
      const isAnother = error instanceof AnotherObject;
      flight.fail(isAnother ? badAnswer(this.name, flight.attempts, error.reason) : error);
    }
  }
}

/** One operation's wait for a read, of which it takes note when it ends. */
class Reading<Answer> extends Wait<Answer> {
  readonly #started = performance.now();

  constructor(
    private readonly operation: string,
    private readonly upstreamBudget: UpstreamBudget,
    private readonly how: Provenance,
    ...wait: ConstructorParameters<typeof Wait<Answer>>
  ) {
    super(...wait);
  }

  override arrived(answer: Answer): void {
    this.#note();
    super.arrived(answer);
  }

  override failed(reason: unknown): void {
    this.#note();
    super.failed(told(reason, this.operation, this.flight.attempts));
  }

  #note(): void {
    this.upstreamBudget.read(this.operation, this.flight.key, this.how, this.#started);
  }
}

/** What whoever waited is told. */
function told(reason: unknown, operation: string, attempts: number): unknown {
  return reason instanceof DeadlineExceeded ? overdue(operation, attempts, reason.ms) : reason;
}
