import { describe, expect, it } from "vitest";
import { startKit } from "../kit/index.ts";
import { expectRefused, limitExceeded, repeated } from "../security/refused.ts";

const ENTITIES = `_entities(representations: [{ __typename: "Model", id: "1" }])`;
const LOW = {
  MAX_FIELDS: "12",
  MAX_DEPTH: "6",
  MAX_ALIASES: "3",
  MAX_ROOT_FIELDS: "3",
  MAX_DIRECTIVES: "3",
  MAX_COST: "9",
};

/** What is within and what is over each limit, as selections of a model; 10 versions are expected of each. */
const SELECTIONS = {
  MAX_FIELDS: [
    "name description",
    "id numericId name description source sourceText type typeCode trainType createdAt updatedAt creator { userId name }",
  ],
  MAX_DEPTH: ["versions { version }", nested(4)],
  MAX_ALIASES: ["a: name b: name", repeated(4, (i) => `a${i}: name`)],
  MAX_DIRECTIVES: ["name @skip(if: false)", repeated(4, () => "name @skip(if: false)")],
  MAX_COST: ["versions { version }", "versions { parameters { input } }"],
} as const;

function nested(times: number): string {
  return times === 0 ? "name" : `latestVersion { model { ${nested(times - 1)} } }`;
}

const SHAPES: Readonly<Record<string, (selection: string) => string>> = {
  plainly: (s) => `{ model(id: "am-4kq9trv2xw7b") { ${s} } }`,
  "through a fragment": (s) =>
    `{ model(id: "am-4kq9trv2xw7b") { ...F } } fragment F on Model { ${s} }`,
  "through fragments in fragments": (s) =>
    `{ model(id: "am-4kq9trv2xw7b") { ...F } } fragment F on Model { ...G } fragment G on Model { ${s} }`,
  "through an inline fragment": (s) =>
    `{ model(id: "am-4kq9trv2xw7b") { ... on Model { ... { ${s} } } } }`,
  "in _entities": (s) => `{ ${ENTITIES} { ... on Model { ${s} } } }`,
  "in _entities, through a fragment": (s) =>
    `{ ${ENTITIES} { ...F } } fragment F on Model { ${s} }`,
};

describe("S07 each limit", () => {
  for (const [setting, [within, over]] of Object.entries(SELECTIONS)) {
    for (const [how, shape] of Object.entries(SHAPES)) {
      it(`holds ${how}: ${setting}`, async () => {
        const kit = await startKit({ settings: LOW });
        await expectRefused(kit, await kit.query(shape(over)), limitExceeded(setting));
        const { errors } = await kit.query(shape(within));
        expect(JSON.stringify(errors ?? [])).not.toContain("LIMIT_EXCEEDED");
      });
    }
  }

  it("holds for an operation that is not the one to run, except for cost, which is nobody's then", async () => {
    const kit = await startKit({ settings: LOW });
    const document = `query A { __typename } query B { model(id: 1) { ${nested(4)} } }`;
    await expectRefused(kit, await kit.query(document), limitExceeded("MAX_DEPTH"));
  });

  it("holds for root fields, plainly and through fragments", async () => {
    const kit = await startKit({ settings: LOW });
    const four = "a: __typename b: __typename c: __typename __typename";
    for (const document of [
      `{ ${four} }`,
      `{ ...F } fragment F on Query { ${four} }`,
      `{ ... on Query { ${four} } }`,
    ]) {
      await expectRefused(kit, await kit.query(document), limitExceeded("MAX_ROOT_FIELDS"));
    }
  });

  it("counts a fragment as often as it is spread", async () => {
    const kit = await startKit({ settings: { MAX_ALIASES: "5" } });
    const answer = await kit.query(`{
      a: model(id: 1) { ...F } b: model(id: 2) { ...F }
    } fragment F on Model { c: name d: description }`);
    await expectRefused(kit, answer, limitExceeded("MAX_ALIASES"));
  });

  it("counts a field that is repeated as one that is renamed", async () => {
    const kit = await startKit();
    const answer = await kit.query(`{ model(id: 1) { ${"name ".repeat(60)} } }`);
    await expectRefused(kit, answer, limitExceeded("MAX_ALIASES"));
  });

  it("counts fragments that are never spread", async () => {
    const kit = await startKit();
    const answer = await kit.query(`{ __typename } fragment F on Model { ${"name ".repeat(60)} }`);
    await expectRefused(kit, answer, limitExceeded("MAX_ALIASES"));
  });

  it("is told in Chinese to whoever reads Chinese", async () => {
    const { query } = await startKit({ settings: LOW });
    const { errors } = await query(
      `{ model(id: 1) { ${nested(4)} } }`,
      {},
      { "accept-language": "zh" },
    );
    expect(errors?.[0]?.message).toBe(
      "该操作的嵌套层数为 10，最多允许 6（MAX_DEPTH）。请减少单次查询的内容。",
    );
  });
});
