import type { Call, Emulator } from "../../src/emulator/index.ts";

const WRITES: ReadonlySet<string> = new Set(["publishTrainModel", "eval/create", "eval/cancel"]);

/** Sees every call that reaches the emulator, and counts how often each write arrived. */
export class Witness {
  calls = 0;
  writes = 0;
  readonly #arrivals = new Map<string, number>();
  #open: Call[] = [];

  constructor(private readonly emulator: Emulator) {}

  /** Takes over what has come since, so that the emulator's own list does not grow. */
  look(): void {
    const calls = this.emulator.calls.splice(0);
    this.calls += calls.length;
    const writes = calls.filter(({ operation }) => WRITES.has(operation));
    this.writes += writes.length;
    for (const call of this.#open) this.#count(call);
    // The outcome of the latest may not be known yet.
    this.#open = writes;
  }

  /** The marks of writes that arrived more often than once, not counting refusals for rate. */
  writtenTwice(): string[] {
    return [...this.#arrivals].filter(([, count]) => count > 1).map(([mark]) => mark);
  }

  #count({ status, errorCode, body }: Call): void {
    if (status === 429 || errorCode === 18) return;
    const mark = markOf(body);
    this.#arrivals.set(mark, (this.#arrivals.get(mark) ?? 0) + 1);
  }
}

function markOf(body: unknown): string {
  if (typeof body !== "object" || body === null) return "";
  const { modelName, name, id } = { modelName: null, name: null, id: null, ...body };
  return String(modelName ?? name ?? id);
}
