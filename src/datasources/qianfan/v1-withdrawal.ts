import { ServiceError } from "../../domain/index.ts";

export interface V1WithdrawalOptions {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** How long V2 answers before V1 is tried again. */
  readonly retryMs: number;
  /** An operation's path is gone, or answers again. */
  readonly onChange: (operation: string, isGone: boolean, howMany: number) => void;
}

/** Which operations V1 of Qianfan's API does not answer any more, for one account. */
export class V1Withdrawal {
  readonly #triedAt = new Map<string, number>();

  constructor(private readonly options: V1WithdrawalOptions) {}

  /** How many operations are gone. */
  get size(): number {
    return this.#triedAt.size;
  }

  /** Whether V1 is not even asked: it was gone a short time ago. */
  isGone(operation: string): boolean {
    const triedAt = this.#triedAt.get(operation);
    return triedAt !== undefined && this.options.now() - triedAt < this.options.retryMs;
  }

  gone(operation: string): void {
    const isNew = !this.#triedAt.has(operation);
    this.#triedAt.set(operation, this.options.now());
    if (isNew) this.options.onChange(operation, true, this.size);
  }

  answered(operation: string): void {
    if (this.#triedAt.delete(operation)) this.options.onChange(operation, false, this.size);
  }
}

/** Qianfan's code for an operation that it does not have, in HTTP 200. */
const UNSUPPORTED_METHOD = "3";
const GONE: ReadonlySet<number | null> = new Set([404, 410]);

/** V1's own codes are numbers: what answers with one is there, whatever its HTTP status. */
const OWN_CODE = /^\d+$/;

/**
 * Whether an error says that V1 has no such path any more: then it has certainly done nothing. An object
 * that does not exist is HTTP 200 with a code of its own.
 */
export function saysGone(error: unknown): boolean {
  if (!(error instanceof ServiceError)) return false;
  const { qianfan } = error.options;
  if (!qianfan || error.code === "OUTCOME_UNKNOWN") return false;
  const { errorCode, httpStatus } = qianfan;
  if (errorCode === UNSUPPORTED_METHOD) return true;
  return GONE.has(httpStatus) && !OWN_CODE.test(errorCode ?? "");
}
