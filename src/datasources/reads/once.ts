import DataLoader from "dataloader";

/** Answers of one operation, each asked for once: a loader whose keys are already canonical ids. */
export type Once<Answer> = DataLoader<string, Answer>;

/**
 * Nothing upstream takes several ids at once, so each key goes out the moment it is first asked for:
 * waiting for the rest of a batch would only add to the latency.
 */
export function once<Answer>(read: (id: string) => Promise<Answer>): Once<Answer> {
  return new DataLoader<string, Answer>(
    async (ids) => Promise.all(ids.map((id) => read(id).catch(asError))),
    { batch: false },
  );
}

/** DataLoader tells one key's failure from the whole batch's by an `Error` in that key's place. */
export function asError(cause: unknown): Error {
  return cause instanceof Error ? cause : new Error(String(cause));
}
