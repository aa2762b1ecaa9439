import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { read, readList } from "../../../../src/datasources/qianfan/decode/coerce.ts";
import {
  versionDetail,
  versionSummary,
} from "../../../../src/datasources/qianfan/v1/decoders/version.ts";
import { PLAIN } from "./plain-version.ts";

const versionList = z.transform((value, faults) => readList(value, versionSummary, faults));
const QUICK = { versionDetail, versionList };

// biome-ignore format: a list of values
const ODD_VALUES: readonly unknown[] = [
  undefined, null, true, false, 0, -0, 1, -1, 0.5, 1e21, 2 ** 53, 2 ** 53 - 1, -(2 ** 53), Number.POSITIVE_INFINITY, 1712888467, 1712888467000,
  "", " ", "0", "-1", "007", "12.5", " 12 ", "1e3", "0x10", "Infinity", "NaN", "abc", "9007199254740993", "-", "١٢",
  "Train", "Acceleration", "Import", "PlatformPreset", "Ready", "ready", "chat", "Deploy", "1", "2",
  "2024-04-12T10:21:07+08:00", "2024-04-12T10:21:07Z", "2024-04-12 10:21:07", " 2024-04-12 10:21:07 ", "2024-04-12", "0001-01-01T00:00:00Z", "2024-99-99T00:00:00Z",
  [], [""], ["Private"], ["Public", "Private", "Mars"], [1], [null], ["a", 1], [[]],
  {}, { a: 1 }, { a: null, b: "x" }, '{"a":1}', "[1]", "null", "{", { trainSourceExtra: {} }, { trainSourceExtra: [] },
  { trainSourceExtra: { taskId: "7", taskIdStr: "", iterationVersion: "3", devType: "1", modelType: 20.5 } },
  { accelerationSourceExtra: { sourceModelVersionId: 16022 } }, { importModelVersionSourceExtra: { bucket: 1, object: "o" } },
  { input: {}, output: '{"type":"object"}' }, { input: [] },
];

function fixtures(): Record<string, unknown>[] {
  const directory = new URL("../../../fixtures/examples/", import.meta.url);
  return readdirSync(directory).flatMap((file) =>
    objectsIn(JSON.parse(readFileSync(new URL(file, directory), "utf8"))),
  );
}

function objectsIn(value: unknown): Record<string, unknown>[] {
  if (typeof value !== "object" || value === null) return [];
  const inside = Object.values(value).flatMap(objectsIn);
  return Array.isArray(value) ? inside : [{ ...value }, ...inside];
}

describe("a version decoded quickly", () => {
  it("is what zod's own types make of it, for every object in every example", () => {
    const objects = fixtures();
    expect(objects.length).toBeGreaterThan(100);
    for (const object of objects) same(object);
  });

  it("is the same with any odd value in any one of its members", () => {
    const example = fixtures().find(
      (object) => "modelVersionIdStr" in object && "params" in object,
    );
    for (const member of Object.keys(example ?? {})) {
      for (const value of ODD_VALUES) same({ ...example, [member]: value });
    }
    expect(Object.keys(example ?? {}).length).toBeGreaterThan(20);
  });

  it("is refused with the same words when it cannot be named, or is no object", () => {
    for (const value of ODD_VALUES) same(value);
  });
});

describe("each building block", () => {
  const names = [
    "text",
    "number",
    "integer",
    "digits",
    "stringId",
    "anyId",
    "texts",
    "time",
    "jsonObject",
  ] as const;

  it.each(names)("%s reads every odd value as zod's own types do", (name) => {
    for (const value of ODD_VALUES) expect(read[name](value)).toEqual(PLAIN[name].parse(value));
  });
});

function same(value: unknown): void {
  for (const decoder of ["versionDetail", "versionList"] as const) {
    const given = decoder === "versionList" ? [value, value] : value;
    expect(outcome(QUICK[decoder].safeParse(given))).toEqual(
      outcome(PLAIN[decoder].safeParse(given)),
    );
  }
}

interface Parsed {
  readonly data?: unknown;
  readonly error?:
    | { readonly issues: readonly { path: PropertyKey[]; message: string }[] }
    | undefined;
}

function outcome({ data, error }: Parsed) {
  return { data, faults: error?.issues.map(({ path, message }) => ({ path, message })) };
}
