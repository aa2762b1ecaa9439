import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { describe, expect, it, onTestFinished } from "vitest";
import { start } from "./start.ts";

function run(...options: string[]): ChildProcess {
  const child = spawn(process.execPath, ["dist/emulator/main.js", ...options]);
  onTestFinished(() => void child.kill("SIGKILL"));
  return child;
}

async function outcome(...options: string[]) {
  const child = run(...options);
  const { stdout, stderr } = child;
  if (!stdout || !stderr) throw new Error("no pipes");
  const [out, err] = await Promise.all([text(stdout), text(stderr), once(child, "exit")]);
  return { out, err, code: child.exitCode };
}

describe("npm run emulator", () => {
  it.each(["SIGINT", "SIGTERM"] as const)("says how to use it and stops on %s", async (signal) => {
    const child = run("--port", "0");
    const [chunk] = await once(child.stdout ?? child, "data");
    expect(String(chunk)).toMatch(/http:\/\/127\.0\.0\.1:\d+/);
    expect(String(chunk)).toContain("QIANFAN_ACCESS_KEY=deadbeef");
    expect(String(chunk)).toContain("QIANFAN_SECRET_KEY=cafebabe");
    expect(String(chunk)).toContain("QIANFAN_CONSOLE_API_BASE_URL=http://127.0.0.1:");
    expect(String(chunk)).toContain("QIANFAN_CONSOLE_BASE_URL=http://127.0.0.1:");
    child.kill(signal);
    expect(await once(child, "exit")).toEqual([0, null]);
  });

  it("explains its options", async () => {
    expect(await outcome("--help")).toMatchObject({
      out: expect.stringContaining("--latency"),
      err: "",
      code: 0,
    });
  });

  it.each([
    [["--port", "http"], '--port takes a whole number from 0 to 65535, not "http"'],
    [["--port", "70000"], '--port takes a whole number from 0 to 65535, not "70000"'],
    [["--latency=-1"], '--latency takes a whole number from 0 to 600000, not "-1"'],
    [["--withdraw-v1", "500"], '--withdraw-v1 takes 404, 410, unsupported-method, not "500"'],
    [["--speed", "9"], "Unknown option '--speed'"],
    [["now"], "Unexpected argument 'now'"],
  ])("refuses %j with a clear message", async (options, message) => {
    const { err, code } = await outcome(...options);
    expect(err).toContain(message);
    expect(err).toContain("Try --help.");
    expect(code).toBe(1);
  });

  it("says so when its port is taken", async () => {
    const { emulator } = await start();
    const { err, code } = await outcome("--port", new URL(emulator.url).port);
    expect(err).toContain("EADDRINUSE");
    expect(err).not.toContain("    at ");
    expect(code).toBe(1);
  });
});
