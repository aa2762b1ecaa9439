import { type Fault, type FaultInput, fault as faultRules } from "./fault.ts";

export interface FaultOptions {
  /** How many calls it befalls; 1 when left out. */
  readonly times?: number | undefined;
  /** Whether a fault that takes an answer's place does first what was asked. */
  readonly done?: boolean | undefined;
}

/** A fault that waits for calls. */
export interface Planned {
  /** `modelDetail`, `eval/create` and so on, or `*` for any. */
  readonly operation: string;
  readonly fault: Fault;
  readonly done: boolean;
  /** How many more calls it befalls; null for as long as it is planned. */
  readonly times: number | null;
  /** Which part of the calls it befalls, at random. */
  readonly share: number;
}

/** What is to go wrong, and where. The earliest plan that fits a call befalls it. */
export class FaultPlan {
  #planned: Planned[] = [];

  get planned(): readonly Planned[] {
    return this.#planned;
  }

  /** The next calls of an operation go wrong. */
  next(operation: string, fault: FaultInput, { times = 1, done = false }: FaultOptions = {}): void {
    this.#planned.push({ operation, fault: faultRules.parse(fault), done, times, share: 1 });
  }

  /** A share of an operation's calls goes wrong, 0 to 1, until the plan is cleared. */
  share(
    operation: string,
    fault: FaultInput,
    share: number,
    { done = false }: Pick<FaultOptions, "done"> = {},
  ): void {
    this.#planned.push({ operation, fault: faultRules.parse(fault), done, times: null, share });
  }

  clear(): void {
    this.#planned = [];
  }

  /** What befalls this call, if anything. */
  take(operation: string, connectionIsReused: boolean): Planned | null {
    const index = this.#planned.findIndex(
      (planned) =>
        (planned.operation === "*" || planned.operation === operation) &&
        (planned.fault.kind !== "reset-when-reused" || connectionIsReused) &&
        (planned.share === 1 || Math.random() < planned.share),
    );
    const planned = this.#planned[index];
    if (!planned) return null;
    if (planned.times === 1) this.#planned.splice(index, 1);
    else if (planned.times) this.#planned[index] = { ...planned, times: planned.times - 1 };
    return planned;
  }
}
