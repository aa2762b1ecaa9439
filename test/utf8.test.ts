import { describe, expect, it } from "vitest";
import { outgoing, textOf } from "../src/utf8.ts";

const TEXT = `{"描述":"客服质检 é 😀","ascii":"plain"}`;

describe("the text of a body", () => {
  it.each([
    ["ASCII", Buffer.from("plain")],
    ["Chinese, accents and pairs of surrogates", Buffer.from(TEXT)],
    ["long Chinese", Buffer.from(TEXT.repeat(10_000))],
    ["nothing", Buffer.from("")],
    ["a byte order mark", Buffer.from("\uFEFF客")],
    ["a byte that is no UTF-8", Buffer.from([0x41, 0xff, 0xe5, 0xae, 0xa2])],
    ["a character that was cut off", Buffer.from([0x41, 0xe5, 0xae])],
    ["half of a pair of surrogates", Buffer.from([0xed, 0xa0, 0x80])],
  ])("is read as node reads it: %s", (_, bytes) => {
    expect(textOf([bytes])).toBe(new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes));
  });

  it("is put together where a character came in two pieces", () => {
    const bytes = Buffer.from(TEXT);
    for (let at = 0; at <= bytes.length; at += 1) {
      expect(textOf([bytes.subarray(0, at), bytes.subarray(at)])).toBe(TEXT);
    }
  });
});

describe("JSON that is written", () => {
  it.each([
    ["short", [TEXT]],
    ["long ASCII", ["plain".repeat(2000)]],
    ["long Chinese, accents and pairs of surrogates", [TEXT.repeat(1000)]],
    ["halves of pairs", ["\ud83d", "客\ude00".repeat(3000)]],
  ])("has the bytes of its UTF-8: %s", (_, value) => {
    const json = JSON.stringify(value);
    expect(Buffer.from(outgoing(json)).equals(Buffer.from(json))).toBe(true);
  });
});
