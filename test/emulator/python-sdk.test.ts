import { expect, it } from "vitest";
import fixture from "../fixtures/python-requests.json" with { type: "json" };
import { start } from "./start.ts";

const ANSWERS: Readonly<Record<string, unknown>> = {
  page: { total: expect.any(Number), items: expect.arrayContaining([expect.any(Object)]) },
  list: expect.arrayContaining([expect.any(Object)]),
  export: expect.objectContaining({ exportIDStr: expect.stringMatching(/^amemt-/) }),
  nothing: {},
};

it.each(fixture.requests)(
  "Baidu's Python SDK gets an answer to $method",
  async ({ operation, body, answers }) => {
    const { result } = await start();
    expect(await result(operation, body)).toEqual(ANSWERS[answers]);
  },
);
