import { afterEach, describe, expect, it, vi } from "vitest";
import { parseJson } from "../../../src/datasources/qianfan/json.ts";
import { OnDemandParser } from "../../../src/datasources/qianfan/json-on-demand.ts";
import { endOfValue, NOWHERE } from "../../../src/datasources/qianfan/json-places.ts";

const NAMES = ["id", "name", "state", "extra", "none"] as const;
const list = new OnDemandParser(["result", "items"], NAMES);
const single = new OnDemandParser(["result"], [...NAMES, "total", "items"]);

const item = (id: number) => ({
  id,
  name: `客服 "${id}" \\ 😀`,
  unknown: { id: "another", items: [{ state: "another" }] },
  state: "Ready",
  extra: { list: [1, -2.5e3, true, null, "}"], empty: {}, none: [] },
});
const body = (items: unknown) => ({ log_id: "1", result: { total: 3, items, after: "x" } });

/** What whoever asks for the known members sees. */
function seen(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(seen);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(NAMES.map((name) => [name, Reflect.get(value, name)]));
}

function outcome(parse: (json: Buffer) => unknown, json: Buffer): unknown {
  try {
    const parsed = Object(parse(json));
    const result = Object(parsed.result);
    return {
      log_id: parsed.log_id,
      total: result.total,
      result: seen(result),
      items: seen(result.items),
    };
  } catch (error) {
    return error instanceof SyntaxError ? "no JSON" : error;
  }
}

function same(json: Buffer): void {
  const expected = outcome(parseJson, json);
  expect(
    outcome((bytes) => list.parse(bytes), json),
    String(json),
  ).toEqual(expected);
  expect(
    outcome((bytes) => single.parse(bytes), json),
    String(json),
  ).toEqual(expected);
}

afterEach(() => {
  vi.restoreAllMocks();
});

describe("JSON whose members are read on demand", () => {
  it("has the members of the engine's own parser", () => {
    for (const length of [0, 1, 2, 3, 50]) {
      const items = Array.from({ length }, (_, id) => item(id));
      same(Buffer.from(JSON.stringify(body(items))));
      same(Buffer.from(JSON.stringify(body(items), null, 2)));
    }
    same(Buffer.from(JSON.stringify(body(item(1)))));
  });

  // biome-ignore format: a list of bodies
  it.each([
    ["other members in each", '{"result":{"items":[{"id":1,"state":"a"},{"state":"b","x":0,"id":2},{}]}}'],
    ["a member twice", '{"result":{"items":[{"id":1,"id":2}]}}'],
    ["the list twice", '{"result":{"items":[{"id":1}],"items":[{"id":2}]}}'],
    ["the result twice", '{"result":{"items":[{"id":1}]},"result":{"items":[]}}'],
    ["another of that name before", '{"x":{"items":[{"id":3}]},"result":{"items":[{"id":1}]}}'],
    ["another of that name after", '{"result":{"items":[{"id":1}]},"items":0}'],
    ["its name as a text", '{"a":"items","b":"result","result":{"items":[{"id":1}]}}'],
    ["an escaped name", '{"result":{"items":[{"i\\u0064":1,"\\u006eame":"x"}]}}'],
    ["a name with an escape that is not ours", '{"result":{"items":[{"\\n":1,"name":"x"}]}}'],
    ["a Chinese name", '{"result":{"items":[{"名":1,"name":"x"}]}}'],
    ["items that are no objects", '{"result":{"items":[1,{"id":1},null,"x",[]]}}'],
    ["no list", '{"result":{"items":null}}'], ["a zero", '{"result":{"items":0}}'], ["no result", '{"result":0}'],
    ["an integer of many digits", '{"result":{"items":[{"id":9007199254740993,"extra":{"id":9007199254740993}}]}}'],
    ["long integers beside it", '{"log_id":9007199254740993,"result":{"total":9007199254740993,"items":[{"id":1}]}}'],
    ["__proto__", '{"result":{"items":[{"__proto__":{"id":1}}],"__proto__":{"items":[]}}}'],
    ["all escapes", '{"result":{"items":[{"name":"\\u5BA2\\ud83d\\ude00\\"\\\\\\/\\b\\f\\n\\r\\t","state":""}]}}'],
    ["depth", `{"result":{"items":[{"extra":${"[".repeat(3000)}${"]".repeat(3000)},"id":1}]}}`],
    ["a byte order mark", '\uFEFF{"result":{"items":[{"id":1}]}}'],
    ["nothing", ""],
  ])("with %s", (_, json) => {
    same(Buffer.from(json));
  });

  it("is JSON, or none, as the engine says: whatever byte of it is another", () => {
    const json = Buffer.from(JSON.stringify(body([item(1), item(2)])));
    const others = Buffer.from('"{}[]:,\\0-.eEtu \n\u0001x\u00ff', "latin1");
    for (let at = 0; at < json.length; at += 1) {
      same(Buffer.concat([json.subarray(0, at), json.subarray(at + 1)]));
      same(json.subarray(0, at));
      for (const other of others) {
        const changed = Buffer.from(json);
        changed[at] = other;
        same(changed);
      }
    }
  });

  it("parses no member that nobody asks for, and none twice", () => {
    const json = Buffer.from(
      JSON.stringify(body(Array.from({ length: 100 }, (_, id) => item(id)))),
    );
    const parse = vi.spyOn(JSON, "parse");
    const { result } = Object(list.parse(json));
    expect(result.items).toHaveLength(100);
    expect(parse.mock.calls).toEqual([
      ['{"log_id":"1","result":{"total":3,"items":0,"after":"x"}}'],
    ]);
    expect(result.items[7].extra).toBe(result.items[7].extra);
    expect(parse).toHaveBeenCalledTimes(2);
  });
});

describe("where a value ends", () => {
  const end = (json: string) => endOfValue(Buffer.from(json), 0);

  it.each([
    "0",
    "-0",
    "12",
    "-1.5",
    "1e5",
    "1E+5",
    "0.5e-10",
    "true",
    "false",
    "null",
    '""',
    '"a\\""',
    "[]",
    "[1,2]",
    "{}",
    '{"a":1}',
    '{"a":{"b":[{}]}}',
  ])("%s: after all of it", (json) => {
    expect(end(json)).toBe(json.length);
    expect(end(`${json},`)).toBe(json.length);
  });

  it.each([
    "",
    "-",
    "1.",
    "1e",
    "1e+",
    ".5",
    "+1",
    "nul",
    "truth",
    '"',
    '"\n"',
    '"\\x"',
    '"\\u12g4"',
    "[",
    "[1",
    "[1,]",
    "[,]",
    "{",
    '{"a"}',
    '{"a":}',
    '{"a":1,}',
    "{a:1}",
    "]",
    "}",
    " 1",
    "[ 1]",
    "[1 ]",
    '{"a" :1}',
    '{"a": 1}',
    '{"a":1, "b":2}',
  ])("%s: nowhere", (json) => {
    expect(end(json)).toBe(NOWHERE);
  });

  it("leaves the rest of a number with leading zeros to whoever looks at it", () => {
    expect(end("01")).toBe(1);
  });
});
