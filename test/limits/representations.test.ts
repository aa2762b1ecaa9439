import { describe, expect, it } from "vitest";
import { type Answer, type Kit, startKit } from "../kit/index.ts";

function models(count: number): object[] {
  return Array.from({ length: count }, (_, n) => ({ __typename: "Model", id: String(n + 1) }));
}

function refusedAt(most: number, given: number) {
  return {
    errors: [
      {
        message: `representations is a list of ${given}; allowed: at most ${most} in one operation.`,
        extensions: {
          code: "BAD_USER_INPUT",
          retryable: false,
          requestId: expect.any(String),
          problems: [
            {
              path: ["representations"],
              given: `a list of ${given}`,
              allowed: `at most ${most} in one operation`,
            },
          ],
        },
      },
    ],
  };
}

async function status({ url }: Kit, query: string, variables: object): Promise<number> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query, variables }),
  });
  await response.body?.cancel();
  return response.status;
}

const NAMES = `query ($some: [_Any!]!) { _entities(representations: $some) { ... on Model { name } } }`;
const KEYS = `query ($some: [_Any!]!) { _entities(representations: $some) { ... on Model { id } } }`;

describe("more representations than allowed", () => {
  it("are refused before anything is asked upstream", async () => {
    const kit = await startKit();
    expect(await kit.query(NAMES, { some: models(10_000) })).toEqual(refusedAt(1000, 10_000));
    expect(await status(kit, NAMES, { some: models(10_000) })).toBe(400);
    expect(kit.upstream()).toEqual([]);
  });

  it("are refused in the caller's language", async () => {
    const { query } = await startKit({ settings: { MAX_REPRESENTATIONS: "3" } });
    const { errors } = await query(KEYS, { some: models(4) }, { "accept-language": "zh" });
    expect(errors?.[0]?.message).toContain("单次操作最多 3 个");
  });

  it("begin after MAX_REPRESENTATIONS, which is 1000 unless set", async () => {
    const { query } = await startKit();
    const { data } = await query(KEYS, { some: models(1000) });
    expect(data._entities).toHaveLength(1000);
    const few = await startKit({ settings: { MAX_REPRESENTATIONS: "3" } });
    expect((await few.query(KEYS, { some: models(3) })).errors).toBeUndefined();
    expect(await few.query(KEYS, { some: models(4) })).toEqual(refusedAt(3, 4));
  });

  it.each<[string, string]>([
    [
      "aliases",
      `query ($some: [_Any!]!) {
         a: _entities(representations: $some) { __typename } b: _entities(representations: $some) { __typename } }`,
    ],
    [
      "fragments",
      `query ($some: [_Any!]!) { ...a ... on Query { b: _entities(representations: $some) { __typename } } }
       fragment a on Query { ...c } fragment c on Query { _entities(representations: $some) { __typename } }`,
    ],
    [
      "literals",
      `query ($some: [_Any!]!) { _entities(representations: $some) { __typename }
         b: _entities(representations: [{ __typename: "Model", id: 1 }, { __typename: "Model", id: 2 }]) { __typename } }`,
    ],
    [
      "a variable's default",
      `query ($some: [_Any!]!, $more: [_Any!]! = [{ __typename: "Model", id: 1 }, { __typename: "Model", id: 2 }]) {
         _entities(representations: $some) { __typename } b: _entities(representations: $more) { __typename } }`,
    ],
  ])("are counted over %s", async (_, document) => {
    const { query } = await startKit({ settings: { MAX_REPRESENTATIONS: "3" } });
    expect(await query(document, { some: models(2) })).toEqual(refusedAt(3, 4));
  });

  it("are not counted where they are skipped or the same field is selected twice", async () => {
    const { query } = await startKit({ settings: { MAX_REPRESENTATIONS: "3" } });
    const document = `query ($some: [_Any!]!, $no: Boolean = false) {
      _entities(representations: $some) { __typename }
      ... on Query { _entities(representations: $some) { ... on Model { id } } }
      b: _entities(representations: $some) @include(if: $no) { __typename } }`;
    const { data }: Answer = await query(document, { some: models(2) });
    expect(data).toEqual({
      _entities: [
        null, // there is no such model
        { __typename: "Model", id: "am-ju3hi4ts39u9" },
      ],
    });
  });
});
