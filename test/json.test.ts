import { describe, expect, it } from "vitest";
import { wireId } from "../src/datasources/qianfan/v1/wire-id.ts";
import { parseJson, stringifyJson } from "../src/util/json.ts";

describe("JSON to and from Qianfan", () => {
  it("keeps every digit of an integer beyond 2^53", () => {
    expect(parseJson('{"id":9007199254740993,"score":0.2500000000000001,"n":12}')).toEqual({
      id: "9007199254740993",
      score: 0.2500000000000001,
      n: 12,
    });
  });

  it("keeps digits that stand in a text as they are", () => {
    expect(parseJson('{"log_id":"36628363319007199254740993"}')).toEqual({
      log_id: "36628363319007199254740993",
    });
  });

  it.each([
    ["an integer of 16 digits", '{"id":9007199254740993}', { id: "9007199254740993" }],
    ["a negative one", '{"id": -9007199254740993}', { id: "-9007199254740993" }],
    [
      "one in a list",
      "[9007199254740993,1,\n9007199254740993]",
      ["9007199254740993", 1, "9007199254740993"],
    ],
    ["one that a number has room for", '{"id":9007199254740991}', { id: 9007199254740991 }],
    ["a number with a fraction", '{"n":0.12345678901234567890}', { n: 0.12345678901234568 }],
    [
      "a name that comes twice, beside one",
      '{"a":1,"a":2,"id":9007199254740993}',
      { a: 2, id: "9007199254740993" },
    ],
    ["nothing beyond JSON", '{"a":1,"a":2}', { a: 2 }],
  ])("reads %s", (_, json, value) => {
    expect(parseJson(json)).toEqual(value);
  });

  it.each(["", "{", "[1,]", "{a:1}", "\uFEFF{}", '{"id":9007199254740993'])(
    "refuses %j",
    (json) => {
      expect(() => parseJson(json)).toThrow(SyntaxError);
    },
  );

  it("takes __proto__ as a name like any other", () => {
    const value = parseJson('{"__proto__":{"polluted":true},"a":9007199254740993}');
    expect(Reflect.get({}, "polluted")).toBeUndefined();
    expect(value).not.toHaveProperty("polluted");
  });

  it("keeps digits in lists, below zero and beside fractions, exponents and safe integers", () => {
    expect(
      parseJson(
        '{"ids":[9007199254740991,9007199254740993,-12345678901234567890],"a\\"{9007199254740993":1234567890123456e5,"f":0.12345678901234567890}',
      ),
    ).toEqual({
      ids: [9007199254740991, "9007199254740993", "-12345678901234567890"],
      'a"{9007199254740993': 1234567890123456e5,
      f: 0.12345678901234568,
    });
  });

  it.each([
    ['{"a":1,"a":2}', { a: 2 }],
    ['{"a":1,"a":9007199254740993}', { a: "9007199254740993" }],
    ['{"a":9007199254740993,"a":1,"b":[9007199254740993]}', { a: 1, b: ["9007199254740993"] }],
  ])(
    "takes the last of two members with one name, beside a long integer or not: %s",
    (json, value) => {
      expect(parseJson(json)).toEqual(value);
    },
  );

  it.each(["{", "{9007199254740993:1}", '{"a":09007199254740993}', '{"a":9007199254740993', ""])(
    "refuses what is no JSON: %j",
    (json) => expect(() => parseJson(json)).toThrow(SyntaxError),
  );

  it.each([
    ["[", "]", ""],
    ['{"a":', "}", "1"],
    ['[{"then":', "}]", "9007199254740993"],
  ])("refuses what nests too deep, and names the member: %s", (open, close, inner) => {
    const deep = (levels: number) => open.repeat(levels) + inner + close.repeat(levels);
    const answer = (levels: number) =>
      `{"result":{"texts":["{[{["],"list":[1,{"k":2},{"input":${deep(levels)}}]}}`;
    expect(() => parseJson(answer(40))).not.toThrow();
    for (const levels of [101, 5000, 200_000]) {
      expect(() => parseJson(answer(levels))).toThrow(/^result\.list\.2\.input/);
    }
  });

  it("writes an integer id as the integer it is, and leaves out what is not given", () => {
    const body = {
      id: wireId("9007199254740993"),
      small: wireId("13410"),
      text: wireId("am-4kq9trv2xw7b"),
      none: undefined,
    };
    expect(stringifyJson(body)).toBe(
      '{"id":9007199254740993,"small":13410,"text":"am-4kq9trv2xw7b"}',
    );
  });
});
