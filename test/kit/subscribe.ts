import { createClient as createSseClient } from "graphql-sse";
import { createClient as createWsClient } from "graphql-ws";
import { expect, onTestFinished, vi } from "vitest";
import WebSocket from "ws";
import type { Answer, Kit } from "./index.ts";

/** What a subscriber is sent, one at a time; `done` after the last. */
export interface Results {
  next(): Promise<{ readonly value?: Answer; readonly done?: boolean }>;
  return(): Promise<unknown>;
}

export type Headers = Readonly<Record<string, string>>;

export type Subscribe = (
  kit: Pick<Kit, "url">,
  query: string,
  variables?: Record<string, unknown>,
  headers?: Headers,
) => Results;

/** With the client of graphql-ws, on a connection of its own; `headers` as its connectionParams. */
export const overWebSocket: Subscribe = (kit, query, variables = {}, headers = {}) => {
  const client = wsClient(kit, headers);
  return refusalsAsResults(client.iterate<Answer["data"]>({ query, variables }));
};

/** With the client of graphql-sse. */
export const overEventStream: Subscribe = (kit, query, variables = {}, headers = {}) => {
  const client = createSseClient({ url: kit.url, headers, retryAttempts: 0 });
  onTestFinished(() => client.dispose());
  return asResults(client.iterate<Answer["data"]>({ query, variables }));
};

/** As Apollo's clients do, by parts of one response. */
export const overMultipart: Subscribe = (kit, query, variables = {}, headers = {}) => {
  const gone = new AbortController();
  onTestFinished(() => gone.abort());
  const request = {
    method: "POST",
    headers: {
      "content-type": "application/json",
      accept: 'multipart/mixed;subscriptionSpec="1.0", application/json',
      ...headers,
    },
    body: JSON.stringify({ query, variables }),
    signal: gone.signal,
  };
  const payloads = payloadsOf(kit.url, request);
  return {
    next: async () => payloads.next(),
    async return() {
      gone.abort();
      return payloads.return(undefined).catch(() => undefined);
    },
  };
};

async function* payloadsOf(url: string, request: RequestInit): AsyncGenerator<Answer, undefined> {
  const { body, status } = await fetch(url, request);
  if (status !== 200 || !body) throw new Error(`HTTP ${status}`);
  let unread = "";
  for await (const piece of body.pipeThrough(new TextDecoderStream())) {
    unread += piece;
    const parts = unread.split("\r\n--graphql");
    unread = parts.pop() ?? "";
    for (const part of parts) {
      const { payload } = JSON.parse(part.split("\r\n\r\n")[1] ?? "{}");
      if (payload) yield payload;
    }
  }
}

export function wsClient(kit: Pick<Kit, "url">, connectionParams: Headers = {}) {
  const client = createWsClient({
    url: webSocketUrl(kit),
    webSocketImpl: WebSocket,
    connectionParams,
    retryAttempts: 0,
  });
  onTestFinished(async () => void (await client.dispose()));
  return client;
}

export function webSocketUrl(kit: Pick<Kit, "url">): string {
  return kit.url.replace("http", "ws");
}

/** Lets time pass once a poll is scheduled, which it is when the one before has been answered. */
export async function pass({ time, qianfan }: Kit, ms: number): Promise<void> {
  await vi.waitFor(() => expect(qianfan.calls.every(({ ended }) => ended !== null)).toBe(true));
  await vi.waitFor(() => expect(time.scheduled.some((due) => due <= 2000)).toBe(true));
  time.pass(ms);
}

/** Every result until the end. */
export async function rest(results: Results): Promise<Answer[]> {
  const all: Answer[] = [];
  for (let next = await results.next(); !next.done; next = await results.next()) {
    if (next.value) all.push(next.value);
  }
  return all;
}

// The clients' types know GraphQL's own errors only; on the wire both send what an Answer says.
function asResults(iterator: AsyncIterableIterator<unknown>): Results {
  return iterator as unknown as Results;
}

// Over a WebSocket, what cannot begin is told by a message `error`: here a last result, as elsewhere.
function refusalsAsResults(iterator: AsyncIterableIterator<unknown>): Results {
  const results = asResults(iterator);
  return {
    next: () =>
      results.next().catch((errors: unknown) => {
        if (!Array.isArray(errors)) throw errors;
        return { value: { errors }, done: false };
      }),
    return: () => results.return(),
  };
}
