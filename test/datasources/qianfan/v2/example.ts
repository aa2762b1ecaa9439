import { readFileSync } from "node:fs";
import { z } from "zod";
import { operations } from "../../../../src/datasources/qianfan/v2/operations.ts";

const example = z.object({
  path: z.string(),
  query: z.object({ Action: z.string() }),
  request: z.record(z.string(), z.unknown()),
  response: z.record(z.string(), z.unknown()),
});

/** A request of Qianfan's V2 and its answer, from the documentation. */
export function exampleOf(name: string) {
  const { path, query, request, response } = example.parse(contentOf(name));
  return { path, query, request, response, result: response.result };
}

const withoutAnswer = z.object({
  request: z.object({ "/v2/model": z.record(z.string(), z.unknown()) }),
});

export function requestsWithoutAnswer() {
  return withoutAnswer.parse(contentOf("requests-without-known-response")).request["/v2/model"];
}

function contentOf(name: string): unknown {
  const file = new URL(`../../../fixtures/examples/v2-${name}.json`, import.meta.url);
  return JSON.parse(readFileSync(file, "utf8"));
}

export { operations };
