import { expect } from "vitest";
import type { Answer, Kit } from "../kit/index.ts";

/** A request that was refused whole: a clear error, nothing sent to Qianfan, and the server as it was. */
export async function expectRefused(
  kit: Kit,
  answer: Answer,
  error: Readonly<Record<string, unknown>>,
): Promise<void> {
  expect(answer.data ?? null).toBeNull();
  expect(answer.errors?.[0]).toMatchObject(error);
  expect(answer.errors?.[0]?.message.length).toBeLessThan(400);
  expect(kit.upstream()).toEqual([]);
  expect(await kit.query("{ __typename }")).toEqual({ data: { __typename: "Query" } });
}

export function repeated(count: number, text: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => text(index)).join(" ");
}

/** `limitExceeded("MAX_DEPTH")`, as errors have it. */
export function limitExceeded(setting: string): Readonly<Record<string, unknown>> {
  return {
    message: expect.stringContaining(`(${setting})`),
    extensions: { code: "LIMIT_EXCEEDED", retryable: false },
  };
}

export async function post(
  url: string,
  body: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<{ readonly status: number; readonly headers: Headers; readonly answer: Answer }> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body,
  });
  return {
    status: response.status,
    headers: response.headers,
    answer: (await response.json()) as Answer,
  };
}
