import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { surprisesIn } from "../../../src/datasources/qianfan/index.ts";
import { operations as v1 } from "../../../src/datasources/qianfan/v1/operations.ts";
import { V1 } from "../../../src/datasources/qianfan/v1/protocol.ts";
import { operations as v2 } from "../../../src/datasources/qianfan/v2/operations.ts";
import { V2 } from "../../../src/datasources/qianfan/v2/protocol.ts";

const FOLDER = "test/fixtures/examples";

/** Each example answer with the operation that it is of. */
const examples = readdirSync(FOLDER).flatMap((file) => {
  const protocol = file.startsWith("v1-") ? V1 : V2;
  const base = file.slice(3, -".json".length);
  const operation = Object.values(file.startsWith("v1-") ? v1 : v2)
    .map(({ name, kind, answer }) => ({ name, kind, answer }))
    .filter(({ name }) => `${base}-`.startsWith(`${name.replaceAll("/", "-")}-`))
    .sort((one, other) => other.name.length - one.name.length)[0];
  const { response } = JSON.parse(readFileSync(`${FOLDER}/${file}`, "utf8"));
  const result = operation && protocol.resultIn(response, operation.kind);
  if (!operation || result === undefined || result === null) return [];
  return [{ file, ...operation, result, expected: protocol.expected?.[operation.name] }];
});

const surprises = (answer: unknown) =>
  surprisesIn(v1.modelVersionDetail.answer, answer, V1.expected?.modelVersionDetail).map(
    ({ member, kind, found, wanted, word }) => [member, kind, found, wanted, word],
  );

const version = examples.find(({ file }) => file === "v1-modelVersionDetail.json")?.result;
const changed = (members: object) => ({ ...Object(version), ...members });

describe("surprises", () => {
  it.each(examples)("are not in an answer that is known: $file", ({ answer, result, expected }) => {
    expect(surprisesIn(answer, result, expected)).toEqual([]);
  });

  it("name an unknown member by its type", () => {
    expect(surprises(changed({ fresh: { a: 1 } }))).toEqual([
      ["fresh", "unknown", "object", null, null],
    ]);
  });

  it("name a missing member", () => {
    const { framework: _, ...rest } = Object(version);
    expect(surprises(rest)).toEqual([["framework", "missing", null, null, null]]);
  });

  it("name a member of another type, inside of others too", () => {
    expect(surprises(changed({ createTime: true, deployResource: "Public" }))).toEqual([
      ["deployResource", "type", "text", "texts", null],
      ["createTime", "type", "boolean", "time", null],
    ]);
  });

  it("name an answer that cannot be read at all", () => {
    expect(surprises([])).toEqual([["", "type", "list", "object", null]]);
  });

  it("name a word that its enum does not have", () => {
    expect(surprises(changed({ supportOptions: ["Deploy", "Fly"] }))).toEqual([
      ["supportOptions[]", "word", "text", null, "Fly"],
    ]);
  });

  it("do not show a name that may be data", () => {
    expect(surprises(changed({ "am-4kq9trv2xw7b": 1 }))).toEqual([
      ["*", "unknown", "integer", null, null],
    ]);
  });

  it("are not in empty members, nor in what is taken as a whole", () => {
    expect(surprises(changed({ later: null, params: { input: { any: 1 }, output: {} } }))).toEqual(
      [],
    );
  });
});
