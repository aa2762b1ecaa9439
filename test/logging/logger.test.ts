import { execFileSync } from "node:child_process";
import { closeSync, openSync, readFileSync, readSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { describe, expect, it, onTestFinished } from "vitest";
import { LineWriter } from "../../src/observability/line-writer.ts";
import { logger } from "../../src/observability/logger.ts";
import { processCounts } from "../../src/observability/process-counts.ts";
import { MAX_LINE_CHARACTERS } from "../../src/observability/shorten.ts";
import { directory } from "../auth/kit.ts";
import { startKit } from "../kit/index.ts";

function opened(path: string, flags: string | number): number {
  const fd = openSync(path, flags);
  onTestFinished(() => closeSync(fd));
  return fd;
}

/** A writer, and the reasons it has given for what it dropped. */
function writerTo(fd: number, maxWaiting = 8_000_000) {
  const reasons: string[] = [];
  const before = processCounts.droppedLogLines;
  const writer = new LineWriter(fd, { maxWaiting, onFirstDrop: (reason) => reasons.push(reason) });
  return {
    writer,
    reasons,
    dropped: () => processCounts.droppedLogLines - before,
    flushed: () => new Promise<void>((resolve) => writer.flush(resolve)),
  };
}

/** A pipe whose ends are both here, so that it has a reader who can be slow. */
function pipe(): { path: string; read: () => string } {
  const path = join(directory(), "pipe");
  execFileSync("mkfifo", [path]);
  const reader = opened(path, 0o4002); // read and write, non-blocking
  const buffer = Buffer.alloc(2 ** 20);
  const read = () => {
    let text = "";
    for (;;) {
      try {
        const count = readSync(reader, buffer);
        text += buffer.toString("utf8", 0, count);
      } catch {
        return text;
      }
    }
  };
  return { path, read };
}

describe("the writer of the log", () => {
  it("writes every line, in order", async () => {
    const path = join(directory(), "log");
    const { writer, flushed, dropped } = writerTo(opened(path, "a"));
    const lines = Array.from({ length: 2_000 }, (_, index) => `${index}\n`);
    for (const line of lines) writer.write(line);
    await flushed();
    expect(readFileSync(path, "utf8")).toBe(lines.join(""));
    expect(dropped()).toBe(0);
  });

  it("drops and counts the lines for which the disk is full, and says so once", async () => {
    const { writer, flushed, reasons, dropped } = writerTo(opened("/dev/full", "a"));
    for (let count = 0; count < 3; count++) {
      writer.write("a line\n");
      await flushed();
    }
    expect(dropped()).toBe(3);
    expect(reasons).toEqual(["ENOSPC"]);
  });

  it("drops and counts the lines that a slow reader leaves no room for, and reports them when it reads on", async () => {
    const { path, read } = pipe();
    const maxWaiting = 100_000;
    const { writer, flushed, reasons, dropped } = writerTo(opened(path, 0o4001), maxWaiting);
    const line = `${"x".repeat(999)}\n`;
    for (let count = 0; count < 1_000; count++) writer.write(line);
    await setTimeout(0);
    expect(dropped()).toBeGreaterThan(500);
    expect(reasons).toEqual(["its reader is too slow"]);
    let text = read();
    while (!text.includes("log lines were dropped")) {
      await flushed();
      text += read();
    }
    const [report, ...lines] = text.trimEnd().split("\n").reverse();
    expect(JSON.parse(report ?? "")).toMatchObject({ level: 40, dropped: dropped() });
    expect(lines.every((whole) => whole.length === 999)).toBe(true);
    expect(lines.length + dropped()).toBe(1_000);
  });

  it("calls back within a second although a full pipe takes nothing, and gives up soon at the end", async () => {
    const { path, read } = pipe();
    const { writer, flushed } = writerTo(opened(path, 0o4001));
    for (let count = 0; count < 1_000; count++) writer.write(`${"x".repeat(999)}\n`);
    await flushed();
    writer.flushSync();
    expect(read()).not.toBe("");
  });
});

describe("a line of the log", () => {
  const logged = (fields: object, message = "a message"): string => {
    let line = "";
    logger({ LOG_LEVEL: "info" }, { destination: { write: (text) => (line = text) } }).info(
      fields,
      message,
    );
    return line;
  };

  it("is written as it is while it is short", () => {
    expect(JSON.parse(logged({ ids: ["a", "b"] }))).toMatchObject({ ids: ["a", "b"] });
  });

  it.each([
    ["a text", { id: "a".repeat(900_000) }],
    ["a list", { ids: Array.from({ length: 50_000 }, () => "am-4kq9trv2xw7b") }],
    ["a list of texts", { ids: Array.from({ length: 90 }, () => "a".repeat(10_000)) }],
    ["an error", { err: new Error("a".repeat(900_000)) }],
    [
      "many members",
      Object.fromEntries(Array.from({ length: 9_000 }, (_, key) => [`k${key}`, {}])),
    ],
  ])("is cut where %s of the caller's is too long for it", (_, fields) => {
    const line = logged(fields);
    expect(line.length).toBeLessThanOrEqual(MAX_LINE_CHARACTERS);
    expect(JSON.parse(line)).toMatchObject({ level: 30, msg: "a message" });
  });

  it("says how much was cut", () => {
    expect(JSON.parse(logged({ id: "a".repeat(9_000), ids: Array(9_000).fill(1) }))).toMatchObject({
      id: `${"a".repeat(1_000)}... (9000 characters)`,
      ids: expect.arrayContaining(["... (9000 entries)"]),
    });
  });

  it("shows no beginning of a secret that would be cut", () => {
    const line = logged({ text: `${"a".repeat(990)} qfg_${"b".repeat(43)} ${"a".repeat(9_000)}` });
    expect(line).not.toContain("qfg_");
  });

  it("is cut in the audit of a mutation as well", async () => {
    const { query, logged: lines } = await startKit();
    const id = "5".repeat(900_000);
    await query("mutation ($id: ID!) { stopEvaluationTask(id: $id) { userErrors { code } } }", {
      id,
    });
    const audit = lines.find((line) => line.audit === true);
    expect(audit).toMatchObject({
      mutation: "stopEvaluationTask",
      result: "failed",
      arguments: { id: expect.stringContaining("... (900000 characters)") },
    });
    expect(JSON.stringify(audit).length).toBeLessThan(MAX_LINE_CHARACTERS);
  });
});
