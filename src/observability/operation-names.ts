/** Names longer than this are not worth a label of their own. */
const LONGEST = 80;

/**
 * The names of operations as a bounded set of labels. Callers choose the names, so that only the first
 * so many stand for themselves.
 */
export class OperationNames {
  readonly #known = new Set<string>();

  constructor(private readonly max: number) {}

  labelOf(name: string | null | undefined): string {
    if (!name) return "anonymous";
    if (this.#known.has(name)) return name;
    if (this.#known.size >= this.max || name.length > LONGEST) return "other";
    this.#known.add(name);
    return name;
  }
}
