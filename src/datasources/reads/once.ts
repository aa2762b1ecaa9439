/**
 * Answers of one operation, each asked for once. Nothing upstream takes several ids at once, so each
 * question goes out the moment it is first asked: there is no batch to wait for, and whoever has
 * hundreds of questions under way is spared what a loader keeps for each.
 */
export class Once<Answer, Request = string> {
  readonly #answers = new Map<string, Promise<Answer>>();

  constructor(
    private readonly keyOf: (request: Request) => string,
    private readonly read: (request: Request) => Promise<Answer>,
  ) {}

  load(request: Request): Promise<Answer> {
    const key = this.keyOf(request);
    const known = this.#answers.get(key);
    if (known) return known;
    const answer = this.read(request);
    this.#answers.set(key, answer);
    return answer;
  }

  /** Gives the answer to a question that may be asked yet. */
  prime(request: Request, answer: Answer): void {
    const key = this.keyOf(request);
    if (!this.#answers.has(key)) this.#answers.set(key, Promise.resolve(answer));
  }

  clear(request: Request): void {
    this.#answers.delete(this.keyOf(request));
  }

  clearAll(): void {
    this.#answers.clear();
  }
}

/** Questions that are canonical ids. */
export function once<Answer>(read: (id: string) => Promise<Answer>): Once<Answer> {
  return new Once((id) => id, read);
}

/** What has failed, as an `Error` in the place of the answer. */
export function asError(cause: unknown): Error {
  return cause instanceof Error ? cause : new Error(String(cause));
}
