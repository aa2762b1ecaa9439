import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { exampleOf, operations } from "../datasources/qianfan/v2/example.ts";

const DIRECTORY = new URL("../fixtures/examples/", import.meta.url);
const NAMES = readdirSync(DIRECTORY).flatMap((file) => /^v2-(.*)\.json$/.exec(file)?.[1] ?? []);
const BY_ACTION = new Map(
  Object.values(operations).map((operation) => [operation.name, operation]),
);

const examples = NAMES.filter((name) => !/^(error|requests)/.test(name)).map((name) => {
  const { query, result } = exampleOf(name);
  const operation = BY_ACTION.get(query.Action);
  if (!operation) throw new Error(`No operation for ${query.Action}`);
  return { name, operation, result };
});

const ODD = [
  null,
  0,
  -1,
  1e300,
  "",
  "x",
  true,
  [],
  [null],
  {},
  { odd: [1] },
  "0001-01-01T00:00:00Z",
];

/** The value with each of its members, at any depth, replaced by another one in turn. */
function* variants(value: unknown, replacement: unknown): Generator<unknown> {
  yield replacement;
  if (typeof value !== "object" || value === null) return;
  for (const [name, member] of Object.entries(value)) {
    for (const changed of variants(member, replacement)) {
      yield Array.isArray(value)
        ? value.with(Number(name), changed)
        : { ...value, [name]: changed };
    }
  }
}

/** Whether an id is there in the places of the answer that name objects. */
const ESSENTIAL = /^(taskId|modelId|modelSetId|objectId|id|versionId|jobId|exportId)$/;

describe("an answer with an odd member", () => {
  it.each(examples)("is read or refused, and never throws: $name", ({ operation, result }) => {
    // A decoder that throws ends the test.
    const read = ODD.flatMap((odd) =>
      [...variants(result, odd)].map((variant) => operation.answer.safeParse(variant).success),
    );
    expect(read.length).toBeGreaterThanOrEqual(ODD.length);
  });

  it.each(examples.filter(({ operation }) => operation.kind === "read"))(
    "costs that member alone, unless it is the id of $name",
    ({ operation, result }) => {
      const object: Readonly<Record<string, unknown>> = Object(result);
      const names = Array.isArray(result) ? [] : Object.keys(object);
      const optional = names.filter((name) => !ESSENTIAL.test(name) && !/List$/.test(name));
      const lost = optional.filter((name) =>
        ODD.some((odd) => !operation.answer.safeParse({ ...object, [name]: odd }).success),
      );
      expect(lost).toEqual([]);
    },
  );

  const objects = examples.filter(({ result }) => Object(result).constructor === Object);

  it.each(objects)("may have members added since: $name", ({ operation, result }) => {
    const added = operation.answer.parse({ ...Object(result), addedSince: { deep: [1] } });
    expect(added).toEqual(operation.answer.parse(result));
  });
});
