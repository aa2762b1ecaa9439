import { expect, it } from "vitest";
import { startKit } from "../kit/index.ts";

const VERSIONS = 3_000;

async function startWithLongModel(settings: Record<string, string>) {
  const kit = await startKit({ settings });
  const { modelIdStr: id } = kit.qianfan.registry().addModel({ versions: VERSIONS });
  return { ...kit, id };
}

const aliases = (count: number) =>
  `query ($id: ID!) { model(id: $id) { ${Array.from(
    { length: count },
    (_, n) => `a${n}: versions { id name version }`,
  ).join(" ")} } }`;

it("cuts an answer with too many objects, and says the numbers and the setting", async () => {
  const { query, id } = await startWithLongModel({ MAX_ANSWER_OBJECTS: "10000" });
  expect(await query(aliases(4), { id })).toEqual({
    data: null,
    errors: [
      {
        message:
          "The operation has 12000 objects in the lists of its answer; at most 10000 are allowed (MAX_ANSWER_OBJECTS). Ask for less at a time.",
        extensions: {
          code: "LIMIT_EXCEEDED",
          retryable: false,
          requestId: expect.any(String),
          setting: "MAX_ANSWER_OBJECTS",
          limit: 10_000,
          found: 12_000,
        },
      },
    ],
  });
});

it("cuts an answer that must have too many bytes before it is made, and one that has them when it is written", async () => {
  const { query, id } = await startWithLongModel({ MAX_ANSWER_BYTES: "350000" });
  const early = await query(aliases(3), { id });
  expect(early.errors?.[0]?.extensions).toMatchObject({ setting: "MAX_ANSWER_BYTES" });
  const late = await query(aliases(2), { id });
  expect(late).toMatchObject({
    data: null,
    errors: [{ extensions: { code: "LIMIT_EXCEEDED", setting: "MAX_ANSWER_BYTES" } }],
  });
});

it("answers a long list whole and in order", async () => {
  const { query, id } = await startWithLongModel({});
  const { data, errors } = await query(
    "query ($id: ID!) { model(id: $id) { versions { version name capabilities origin { ... on TrainOrigin { trainKind } } } } }",
    { id },
  );
  expect(errors).toBeUndefined();
  expect(data.model.versions.map(({ version }: { version: string }) => Number(version))).toEqual(
    Array.from({ length: VERSIONS }, (_, n) => VERSIONS - n),
  );
});

it("answers other operations while a long list is completed", async () => {
  const { query, id } = await startWithLongModel({});
  await query(aliases(1), { id });
  const ended: string[] = [];
  const long = query(aliases(20), { id }).then(({ data }) => {
    ended.push("long");
    return data;
  });
  // Sent one after the other: each has been answered before the next is sent.
  for (let n = 0; n < 3; n += 1) {
    await query("{ __typename }");
    ended.push("short");
  }
  expect(Object.keys((await long).model)).toHaveLength(20);
  expect(ended).toEqual(["short", "short", "short", "long"]);
});

it("shows what a mutation has done though its answer has too many objects", async () => {
  const { query, id, upstream } = await startWithLongModel({ MAX_ANSWER_OBJECTS: "2000" });
  const { data, errors } = await query(
    "mutation ($id: ID!) { deleteModels(ids: [$id]) { deletions { outcome model { name versions { id } } } userErrors { code } } }",
    { id },
  );
  expect(upstream()).toContain("model/batchDelete");
  expect(data.deleteModels.deletions[0].model.versions).toBeNull();
  expect(errors?.[0]).toMatchObject({
    path: ["deleteModels", "deletions", 0, "model", "versions"],
    extensions: { code: "LIMIT_EXCEEDED" },
  });
});
