import DataLoader from "dataloader";

/** Answers of one operation, each asked for once: a loader whose keys are already canonical ids. */
export type Once<Answer, Request = string> = DataLoader<Request, Answer, string>;

/**
 * Nothing upstream takes several ids at once, so each key goes out the moment it is first asked for:
 * waiting for the rest of a batch would only add to the latency.
 */
export function once<Answer>(read: (id: string) => Promise<Answer>): Once<Answer> {
  return onceBy((id) => id, read);
}

/** As `once`, for requests that are more than an id. */
export function onceBy<Answer, Request>(
  keyOf: (request: Request) => string,
  read: (request: Request) => Promise<Answer>,
): Once<Answer, Request> {
  return new DataLoader<Request, Answer, string>(
    async (requests) => Promise.all(requests.map((request) => read(request).catch(asError))),
    { batch: false, cacheKeyFn: keyOf },
  );
}

/** DataLoader tells one key's failure from the whole batch's by an `Error` in that key's place. */
export function asError(cause: unknown): Error {
  return cause instanceof Error ? cause : new Error(String(cause));
}
