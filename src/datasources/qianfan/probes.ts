import type { Client } from "./http/client.ts";
import type { Operation } from "./http/operation.ts";

/** The ids that answers have named, by which further reads can be made. */
export class FoundIds {
  readonly #ids = new Map<string, Set<string>>();

  add(kind: string, ...ids: readonly (string | null | undefined)[]): void {
    const known = this.#ids.get(kind) ?? new Set();
    this.#ids.set(kind, known);
    for (const id of ids) if (id) known.add(id);
  }

  first(kind: string, count: number): string[] {
    return [...(this.#ids.get(kind) ?? [])].slice(0, count);
  }
}

/** A read-only operation to try. */
export interface Probe {
  readonly name: string;
  /** The calls that can be made by the ids found so far. */
  calls(client: Client, found: FoundIds): (() => Promise<void>)[];
}

/** One operation, with a few requests; what its answers name is noted. */
export function probe<Request, Answer>(
  operation: Operation<Request, Answer>,
  requestsOf: (found: FoundIds) => readonly Request[],
  note: (answer: Answer, found: FoundIds) => void = () => undefined,
): Probe {
  return {
    name: operation.name,
    calls: (client, found) =>
      requestsOf(found).map((request) => async () => {
        note(await client.call(operation, request), found);
      }),
  };
}

/** The first few objects of each kind. Evaluations differ most: by their state and their modes. */
export function firstOf(...kinds: readonly string[]) {
  return (found: FoundIds): string[] =>
    kinds.flatMap((kind) => found.first(kind, kind === "evaluationTask" ? 10 : 3));
}
