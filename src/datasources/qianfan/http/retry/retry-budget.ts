/** What a retry costs, and what a success without one pays back: as in the AWS SDKs' standard mode. */
const CAPACITY = 500;
const RETRY = 5;
const RETRY_AFTER_TIMEOUT = 10;
const SUCCESS = 1;

/**
 * Bounds what retries add to an account's load: while most calls succeed there is always something
 * left, and in an outage it is used up after a hundred of them.
 */
export class RetryBudget {
  #left = CAPACITY;

  /** The price of one retry, taken; null when there is too little left for it. */
  take(afterTimeout: boolean): number | null {
    const price = afterTimeout ? RETRY_AFTER_TIMEOUT : RETRY;
    if (this.#left < price) return null;
    this.#left -= price;
    return price;
  }

  /** A success pays back what its last retry took. */
  succeeded(taken: number | null): void {
    this.#left = Math.min(this.#left + (taken ?? SUCCESS), CAPACITY);
  }
}
