import { execFile } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pino } from "pino";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { Tokens } from "../../src/auth/tokens.ts";
import { COMMANDS } from "../../src/cli/commands.ts";
import { SETTINGS } from "../../src/config/index.ts";
import { directory } from "../auth/kit.ts";

// Each test starts processes, which takes seconds where cores are shared.
vi.setConfig({ testTimeout: 120_000 });

/** What the command line says and exits with, as the package runs it. */
function cli(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  return new Promise((resolve) => {
    const argv = ["dist/cli/main.js", ...args];
    execFile(process.execPath, argv, { env: {} }, (error, out, err) =>
      resolve({ code: Number(error?.code ?? 0), out, err }),
    );
  });
}

describe("the command line", () => {
  it("lists its commands", async () => {
    const help = await cli("--help");
    expect(help).toMatchObject({ code: 0, err: "" });
    expect(help.out).toMatchInlineSnapshot(`
      "A typed, batched, federated GraphQL API over Baidu Qianfan's model management.

      Usage: qianfan-graphql <command> [--help]

        serve     Serve GraphQL over Qianfan's API.
        demo      Serve GraphQL over made-up data, without credentials.
        emulator  Run the local stand-in for Qianfan alone.
        doctor    Check the settings, the way to Qianfan, and what it answers.
        token     Make a bearer token for a caller.
        schema    Print the schema: the subgraph's, or with --api the clients'.
        safelist  Make the list of the only operations to answer.
      "
    `);
    expect(await cli()).toEqual(help);
  });

  it("explains each command", async () => {
    const helps = await Promise.all(Object.keys(COMMANDS).map((name) => cli(name, "--help")));
    for (const { code, out } of helps) {
      expect(code).toBe(0);
      expect(out).toContain("Usage: qianfan-graphql ");
    }
    for (const name of Object.keys(SETTINGS)) expect(helps[0]?.out).toContain(`  ${name} (`);
  });

  it("prints the schema that is committed", async () => {
    expect((await cli("schema")).out).toBe(readFileSync("schema.graphql", "utf8"));
    expect((await cli("schema", "--api")).out).toBe(readFileSync("schema.api.graphql", "utf8"));
  });

  it("lists the operations of the files that its patterns name", async () => {
    const { code, out } = await cli("safelist", "examples/*.graphql", "!examples/08-*");
    expect(code).toBe(0);
    const types = JSON.parse(out).operations.map(({ type }: { type: string }) => type);
    expect(types).toContain("subscription");
    expect(types.length).toBeGreaterThan(5);
    expect(out).not.toContain("stopEvaluationTask");
  });

  it("lists nothing where a pattern names no file, or an operation does not fit the schema", async () => {
    const none = await cli("safelist", "nowhere/**/*.graphql");
    expect(none).toMatchObject({
      code: 1,
      out: "",
      err: expect.stringContaining("No file is named"),
    });
    const file = join(directory(), "wrong.graphql");
    writeFileSync(file, "query Wrong { nothing }");
    const wrong = await cli("safelist", file);
    expect(wrong).toMatchObject({
      code: 1,
      out: "",
      err: expect.stringContaining("wrong.graphql:1:15"),
    });
  });

  it("makes a token that the server lets in", async () => {
    const file = join(directory(), "tokens.json");
    const { code, out } = await cli("token", "--name", "ci", "--scopes", "read", "--file", file);
    expect(code).toBe(0);
    const tokens = new Tokens(file, () => "default", pino({ level: "silent" }));
    onTestFinished(() => tokens.close());
    expect(tokens.caller(out.trim())).toMatchObject({ name: "ci", scopes: new Set(["read"]) });
  });

  it("passes a command its own arguments, and refuses what it does not know", async () => {
    expect(await cli("emulator", "--port", "x")).toMatchObject({
      code: 1,
      err: expect.stringContaining("--port takes a whole number"),
    });
    expect(await cli("token", "--name", "a")).toMatchObject({
      code: 1,
      err: expect.stringContaining("which file?"),
    });
    expect(await cli("serve", "--port", "1")).toEqual({
      code: 2,
      out: "",
      err: '"serve" takes no "--port 1".\nTry: qianfan-graphql serve --help\n',
    });
    expect(await cli("constructor")).toEqual({
      code: 2,
      out: "",
      err: 'There is no command "constructor".\nTry: qianfan-graphql --help\n',
    });
    expect((await cli("--version")).out).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});
