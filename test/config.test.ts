import { describe, expect, it } from "vitest";
import { ConfigError, readConfig } from "../src/config.ts";

const KEYS = { QIANFAN_ACCESS_KEY: "an-access-key", QIANFAN_SECRET_KEY: "a-secret-key" };

function faults(environment: Record<string, string>): readonly string[] {
  try {
    readConfig(environment);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
}

describe("the settings", () => {
  it("have defaults for all but the two keys", () => {
    expect(readConfig(KEYS)).toMatchObject({
      ...KEYS,
      PORT: 4000,
      HOST: "127.0.0.1",
      INTROSPECTION: "auto",
    });
    expect(readConfig(KEYS).QIANFAN_CONSOLE_API_BASE_URL.href).toBe(
      "https://qianfan.baidubce.com/",
    );
  });

  it("name what is missing", () => {
    expect(faults({})).toEqual([
      "QIANFAN_ACCESS_KEY is missing; allowed: printable characters without spaces or slashes.",
      "QIANFAN_SECRET_KEY is missing; allowed: printable characters without spaces or slashes.",
    ]);
  });

  it("tell every fault in a line of its own, and never show a key", () => {
    const wrong = {
      QIANFAN_ACCESS_KEY: "a/b",
      QIANFAN_SECRET_KEY: "with space",
      PORT: "70000",
      INTROSPECTION: "maybe",
      QIANFAN_CONSOLE_API_BASE_URL: "qianfan",
    };
    expect(faults(wrong)).toEqual([
      "QIANFAN_ACCESS_KEY is not as it should be; allowed: printable characters without spaces or slashes.",
      "QIANFAN_SECRET_KEY is not as it should be; allowed: printable characters without spaces or slashes.",
      'QIANFAN_CONSOLE_API_BASE_URL is "qianfan"; allowed: an http or https address without query, such as https://qianfan.baidubce.com.',
      'PORT is "70000"; allowed: a whole number from 0 to 65535.',
      'INTROSPECTION is "maybe"; allowed: auto, true or false.',
    ]);
  });

  it("take an empty one as not set", () => {
    expect(readConfig({ ...KEYS, PORT: "" }).PORT).toBe(4000);
  });
});
