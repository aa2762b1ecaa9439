import type { Logger } from "pino";
import { type Expected, type Operation, surprisesIn } from "../datasources/qianfan/index.ts";
import type { Metrics } from "./metrics.ts";

const HOUR_MS = 3_600_000;
/** To look at an answer costs about as much as to read it: the first ones of an hour stand for the rest. */
const MAX_ANSWERS_PER_HOUR = 10;
/** Names of members are Qianfan's: however many it sends, so many labels at most. */
const MAX_LABELS = 300;

/** Counts how Qianfan's answers differ from what the decoders know, and logs each difference once. */
export class SurpriseWatch {
  readonly #seen = new Set<string>();
  readonly #looked = new Map<string, { hour: number; answers: number }>();

  constructor(
    private readonly log: Logger,
    private readonly metrics: Metrics | null,
    private readonly now: () => number = Date.now,
  ) {}

  look<Request, Answer>(
    { name: operation, answer: decoder }: Operation<Request, Answer>,
    result: unknown,
    expected: Expected,
  ): void {
    if (!this.#isDue(operation)) return;
    try {
      for (const { member, kind, found, wanted } of surprisesIn(decoder, result, expected)) {
        const label = this.#labelOf(operation, member, kind, { found, wanted });
        this.metrics?.surprised(operation, label, kind);
      }
    } catch (error) {
      // The answer itself is read apart from this, and is not at fault.
      this.log.error({ operation, err: error }, "an answer of Qianfan could not be looked at");
    }
  }

  #isDue(operation: string): boolean {
    const hour = Math.floor(this.now() / HOUR_MS);
    const looked = this.#looked.get(operation);
    if (looked?.hour !== hour) {
      this.#looked.set(operation, { hour, answers: 1 });
      return true;
    }
    looked.answers += 1;
    return looked.answers <= MAX_ANSWERS_PER_HOUR;
  }

  #labelOf(operation: string, member: string, kind: string, types: object): string {
    const key = `${operation} ${member} ${kind}`;
    if (this.#seen.has(key)) return member;
    if (this.#seen.size >= MAX_LABELS) return "other";
    this.#seen.add(key);
    this.log.warn(
      { operation, member, kind, ...types },
      "an answer of Qianfan differs from what this server knows",
    );
    return member;
  }
}
