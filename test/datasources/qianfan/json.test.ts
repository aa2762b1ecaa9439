import { describe, expect, it } from "vitest";
import { parseJson, stringifyJson } from "../../../src/datasources/qianfan/json.ts";
import { wireId } from "../../../src/datasources/qianfan/wire.ts";

const parsed = (json: string) => parseJson(Buffer.from(json));

describe("JSON to and from Qianfan", () => {
  it("keeps every digit of an integer beyond 2^53", () => {
    expect(parsed('{"id":9007199254740993,"score":0.2500000000000001,"n":12}')).toEqual({
      id: "9007199254740993",
      score: 0.2500000000000001,
      n: 12,
    });
  });

  it("keeps digits that stand in a text as they are", () => {
    expect(parsed('{"log_id":"36628363319007199254740993"}')).toEqual({
      log_id: "36628363319007199254740993",
    });
  });

  it("takes __proto__ as a name like any other", () => {
    const value = parsed('{"__proto__":{"polluted":true},"a":9007199254740993}');
    expect(Reflect.get({}, "polluted")).toBeUndefined();
    expect(value).not.toHaveProperty("polluted");
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
