import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { loadEnvFile } from "../src/config/env-file.ts";
import {
  ConfigError,
  misspeltSettings,
  readConfig,
  SETTINGS,
  settingsTable,
} from "../src/config/index.ts";
import { directory } from "./auth/kit.ts";

const KEYS = { QIANFAN_ACCESS_KEY: "an-access-key", QIANFAN_SECRET_KEY: "a-secret-key" };

function faultsOf(read: () => unknown): readonly string[] {
  try {
    read();
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
}

function faults(environment: Record<string, string>): readonly string[] {
  return faultsOf(() => readConfig(environment));
}

/** Settings whose value is a text of the operator's own: any tidy one is allowed. */
const TEXTS = new Set([
  ...["ACCOUNTS_FILE", "TOKENS_FILE", "JWT_PUBLIC_KEY_FILE", "SAFELIST"],
  ...["JWT_ISSUER", "JWT_AUDIENCE", "JWT_ACCOUNT_CLAIM"],
]);
const KEY_NAMES = new Set(Object.keys(KEYS));
const NAMES = Object.keys(SETTINGS);
/** A value that each setting allows, where its default is none. */
const EXAMPLES: Readonly<Record<string, string>> = {
  ...KEYS,
  REDIS_URL: "redis://127.0.0.1:6379/0",
  JWT_JWKS_URL: "https://login.example.com/jwks.json",
  CORS_ORIGINS: "https://app.example.com",
};
const exampleOf = (name: string): string =>
  settingsTable().find((row) => row.name === name)?.byDefault || EXAMPLES[name] || "a-text";

describe("each setting", () => {
  it.each(NAMES)("%s is documented, with its default", (name) => {
    const row = settingsTable().find((setting) => setting.name === name);
    expect(row?.about).toMatch(/^\S.{15,}\.$/);
    expect(readFileSync("docs/settings.md", "utf8")).toContain(
      `| \`${name}\` | ${row?.byDefault ? `\`${row.byDefault}\`` : "none"} | ${row?.about.replaceAll("|", "\\|")} |`,
    );
  });

  it.each(NAMES.filter((name) => !KEY_NAMES.has(name)))(
    "%s counts as not set where it is empty",
    (name) => {
      expect(faults({ ...KEYS, [name]: "" })).toEqual([]);
      expect(readConfig({ ...KEYS, [name]: "" })).toEqual(readConfig(KEYS));
    },
  );

  it.each(NAMES)(
    "%s is refused in quotes, with a line end, a space or a control character",
    (name) => {
      const value = exampleOf(name);
      for (const [given, hint] of [
        [`"${value}"`, "the quotes are part of the value here; leave them out."],
        [`'${value}'`, "the quotes are part of the value here; leave them out."],
        [`"${value}`, "it has a quote at its start or end."],
        [`${value}\r`, "it has a line break; a file with Windows line ends"],
        [`${value}\nX=1`, "it has a line break;"],
        [` ${value}`, "it has a space at its start or end."],
        [`${value} `, "it has a space at its start or end."],
        [" ", "it has a space at its start or end."],
        [`\ufeff${value}`, "it has a control character."],
        [`${value}\u0000`, "it has a control character."],
      ] as const) {
        const told = faults({ ...KEYS, [name]: given });
        expect(told).toHaveLength(1);
        expect(told[0]).toMatch(new RegExp(`^${name} is [^\n]*: [^\n]*\\.$`));
        expect(told[0]).toContain(hint);
        if (KEY_NAMES.has(name)) expect(told[0]).not.toContain(value);
      }
    },
  );

  it.each(NAMES.filter((name) => !TEXTS.has(name) && !KEY_NAMES.has(name)))(
    "%s is refused where it is negative, huge, no number, or has a unit",
    (name) => {
      for (const given of ["-1", "9".repeat(400), "10 MB", "1.5.5 s", "@@"]) {
        const told = faults({ ...KEYS, [name]: given });
        expect([given, told]).toEqual([
          given,
          [expect.stringMatching(`^${name} is .*; allowed: `)],
        ]);
        expect(told[0]?.length).toBeLessThan(400);
      }
    },
  );

  it.each(NAMES.filter((name) => /^\d+$/.test(exampleOf(name))))(
    "%s is a whole number without a unit",
    (name) => {
      for (const given of [
        "1s",
        "10ms",
        "5%",
        "1_000",
        "1e3",
        "0x10",
        "1,000",
        "1.5",
        "+1",
        "NaN",
      ]) {
        const [told, ...others] = faults({ ...KEYS, [name]: given });
        expect(others).toEqual([]);
        expect(told).toMatch(/; allowed: (off, or )?a whole number from \d+ to \d+\./);
      }
      expect(faults({ ...KEYS, [name]: "30s" })[0]).toMatch(/ Leave out the unit\.$/);
    },
  );
});

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

  it("report every fault in a line of its own, and never show a key", () => {
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
      'QIANFAN_CONSOLE_API_BASE_URL is "qianfan"; allowed: an http or https address without query, user and password, such as https://qianfan.baidubce.com.',
      'PORT is "70000"; allowed: a whole number from 0 to 65535.',
      'INTROSPECTION is "maybe"; allowed: auto, true or false.',
    ]);
  });

  it.each([
    ["QIANFAN_CONSOLE_API_BASE_URL", "https://user:top-secret@qianfan.example"],
    ["QIANFAN_CONSOLE_API_BASE_URL", "https://:top-secret@qianfan.example"],
    ["QIANFAN_CONSOLE_API_BASE_URL", "https://user:top-secret/a@b@qianfan.example"],
    ["QIANFAN_CONSOLE_API_BASE_URL", "https://qianfan.example/?key=top-secret"],
    ["JWT_JWKS_URL", "https://user:top-secret@login.example"],
    ["JWT_JWKS_URL", "login.example/?key=top-secret"],
    ["REDIS_URL", "redis:top-secret@localhost"],
    ["REDIS_URL", "http://:top-secret@localhost"],
    ["CORS_ORIGINS", "https://user:top-secret@app.example"],
    ["HOST", "http://user:top-secret@0.0.0.0"],
  ])("show no secret in %s=%s", (name, given) => {
    const told = faults({ ...KEYS, [name]: given });
    expect(told).toEqual([expect.stringMatching(`^${name} is `)]);
    expect(told[0]).not.toContain("top-secret");
  });

  it.each([
    ["NODE_ENV", "Production"],
    ["NODE_ENV", "prod"],
    ["HOST", "127.0.0.1:4000"],
    ["HOST", "http://0.0.0.0"],
    ["HOST", "[::1]"],
    ["HOST", "4000"],
    ["REDIS_URL", "redis://h/abc"],
    ["REDIS_URL", "redis:///0"],
    ["ADMIN_PORT", "on"],
  ])("refuse %s=%s", (name, given) => {
    expect(faults({ ...KEYS, [name]: given })).toEqual([
      expect.stringMatching(`^${name} is .*; allowed: `),
    ]);
  });

  it.each(["127.0.0.1", "::", "0.0.0.0", "localhost", "my-host.example"])(
    "take HOST=%s",
    (HOST) => {
      expect(faults({ ...KEYS, HOST })).toEqual([]);
    },
  );

  it.each([
    [
      { WATCH_MIN_INTERVAL_MS: "5000", WATCH_MAX_INTERVAL_MS: "2000" },
      "WATCH_MIN_INTERVAL_MS is 5000; allowed: at most WATCH_MAX_INTERVAL_MS, which is 2000.",
    ],
    [{ ADMIN_PORT: "4000" }, "ADMIN_PORT is 4000; allowed: another port than PORT, or off."],
    [
      { JWT_ISSUER: "https://login.example.com/" },
      "JWT_ISSUER is set, but no key that signs JWTs; set JWT_JWKS_URL or JWT_PUBLIC_KEY_FILE as well.",
    ],
    [
      { JWT_AUDIENCE: "qianfan-graphql", TOKENS_FILE: "tokens.json" },
      "JWT_AUDIENCE is set, but no key that signs JWTs; set JWT_JWKS_URL or JWT_PUBLIC_KEY_FILE as well.",
    ],
  ])("are refused together: %o", (environment, line) => {
    expect(faults({ ...KEYS, ...environment })).toEqual([line]);
  });

  it("are suggested for names that look like theirs, and only for those", () => {
    const names = {
      QIANFAN_SECRETKEY: "",
      UPSTREAM_TIMEOUT: "",
      UPSTREAM_TIMEOUT_SECONDS: "",
      log_level: "",
      REDIS_ULR: "",
      MAX_ALIASSES: "",
    };
    expect(misspeltSettings(names)).toEqual([
      "QIANFAN_SECRETKEY is no setting. Did you mean QIANFAN_SECRET_KEY?",
      "UPSTREAM_TIMEOUT is no setting. Did you mean UPSTREAM_TIMEOUT_MS?",
      "UPSTREAM_TIMEOUT_SECONDS is no setting. Did you mean UPSTREAM_TIMEOUT_MS?",
      "log_level is no setting. Did you mean LOG_LEVEL?",
      "REDIS_ULR is no setting. Did you mean REDIS_URL?",
      "MAX_ALIASSES is no setting. Did you mean MAX_ALIASES?",
    ]);
    const others =
      "PATH HOME HOSTNAME SHELL USER PWD LANG TERM NODE_OPTIONS NODE_PATH REDIS_HOST REDIS_PORT QIANFAN_GRAPHQL_PORT QIANFAN_GRAPHQL_SERVICE_HOST OTEL_SERVICE_NAME npm_config_registry";
    expect(
      misspeltSettings(Object.fromEntries(others.split(" ").map((name) => [name, ""]))),
    ).toEqual([]);
  });

  it("name a misspelt one beside the one that is missing", () => {
    expect(faults({ QIANFAN_ACCESS_KEY: "a", QIANFAN_SECRET_KEYS: "b" })).toEqual([
      "QIANFAN_SECRET_KEY is missing; allowed: printable characters without spaces or slashes.",
      "QIANFAN_SECRET_KEYS is no setting. Did you mean QIANFAN_SECRET_KEY?",
    ]);
  });
});

describe("the file .env", () => {
  function loaded(text: string | Buffer, environment: NodeJS.ProcessEnv = {}) {
    const path = join(directory(), ".env");
    writeFileSync(path, text);
    loadEnvFile(environment, path);
    return environment;
  }

  it("is read with a byte order mark, Windows line ends, quotes, comments and export", () => {
    const text = [
      "\ufeffFIRST=1",
      "# a comment",
      "",
      "PASSWORD=a#b#c",
      "COMMENTED=value # a comment",
      'QUOTED="a # b" # a comment',
      "SINGLE='a\"b'",
      "export EXPORTED=yes",
      "SPACED = in between ",
      "EMPTY=",
      "URL=redis://:p#w@h:6379/0",
      "EQUALS=a=b",
    ];
    for (const end of ["\n", "\r\n"]) {
      expect(loaded(text.join(end))).toEqual({
        FIRST: "1",
        PASSWORD: "a#b#c",
        COMMENTED: "value",
        QUOTED: "a # b",
        SINGLE: 'a"b',
        EXPORTED: "yes",
        SPACED: "in between",
        EMPTY: "",
        URL: "redis://:p#w@h:6379/0",
        EQUALS: "a=b",
      });
    }
  });

  it("changes nothing that is set already", () => {
    expect(loaded("A=file\nB=file", { A: "set" })).toEqual({ A: "set", B: "file" });
  });

  it("need not be there", () => {
    expect(() => loadEnvFile({}, join(directory(), ".env"))).not.toThrow();
  });

  it.each([
    ["A=1\nsecret text", ".env: line 2 is not of the form NAME=value."],
    ['A="secret', ".env: line 1 has a quote that is not closed."],
    ['A="secret" b', ".env: line 1 has text after the closing quote."],
  ])("is refused with the line at fault, which is not shown", (text, line) => {
    const told = faultsOf(() => loaded(text));
    expect(told).toEqual([expect.stringContaining(line)]);
    expect(told[0]).not.toContain("secret");
  });

  it("is refused where it is a folder", () => {
    const path = join(directory(), ".env");
    mkdirSync(path);
    expect(faultsOf(() => loadEnvFile({}, path))).toEqual([`${path}: it is a folder, not a file.`]);
  });
});
