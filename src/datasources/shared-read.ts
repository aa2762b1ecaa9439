import type { IdKind } from "../ids.ts";
import { Flights } from "./flights.ts";
import type { Identities } from "./identities.ts";
import type { QianfanClient } from "./qianfan/client.ts";
import type { Operation } from "./qianfan/operations.ts";
import { Refusal } from "./qianfan/refusals.ts";
import type { Spending } from "./spending.ts";

/** One read of Qianfan's API, for one account: whoever asks the same at the same time shares the call. */
export class SharedRead<Answer> {
  readonly #flights = new Flights<Answer | null>();

  constructor(
    readonly kind: IdKind,
    private readonly operation: Operation<string, Answer>,
    private readonly client: QianfanClient,
    private readonly identities: Identities,
    /** Looks over each fresh answer before anyone sees it; `asked` is the id it was asked by. */
    private readonly learn: (answer: Answer, asked: string) => void,
  ) {}

  get name(): string {
    return this.operation.name;
  }

  /** The answer for an id in its canonical form, or null when Qianfan knows no such object. */
  async read(id: string, spending: Spending): Promise<Answer | null> {
    const shared = this.#flights.has(id);
    if (!shared) spending.spendOne(this.name);
    const answer = this.#flights.join(id, spending.signal, (signal) => this.#fetch(id, signal));
    return spending.timed(this.name, id, shared ? "shared" : "sent", answer);
  }

  forget(id: string): void {
    for (const form of [id, this.identities.otherForm(this.kind, id)]) {
      if (form) this.#flights.forget(form);
    }
  }

  async #fetch(id: string, signal: AbortSignal): Promise<Answer | null> {
    try {
      const answer = await this.client.call(this.operation, id, { signal });
      this.learn(answer, id);
      return answer;
    } catch (error) {
      if (error instanceof Refusal && error.reason.endsWith("_NOT_FOUND")) return null;
      throw error;
    }
  }
}
