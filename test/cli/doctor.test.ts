import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { type DoctorOptions, runDoctor } from "../../src/cli/doctor/run.ts";
import {
  DEMO_ACCOUNT,
  type Emulator,
  type EmulatorOptions,
  startEmulator,
} from "../../src/emulator/index.ts";

/** A doctor for an emulator of its own. */
async function startDoctor(options: EmulatorOptions = {}) {
  const emulator = await startEmulator(options);
  onTestFinished(() => emulator.close());
  const doctor = (settings: NodeJS.ProcessEnv = {}, more: DoctorOptions = {}) =>
    runDoctor(environment(emulator.url, settings), more);
  return { emulator, doctor };
}

function environment(url: string, settings: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  return {
    QIANFAN_ACCESS_KEY: DEMO_ACCOUNT.accessKey,
    QIANFAN_SECRET_KEY: DEMO_ACCOUNT.secretKey,
    QIANFAN_CONSOLE_API_BASE_URL: url,
    ...settings,
  };
}

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), "doctor-"));
  onTestFinished(() => rmSync(path, { recursive: true }));
  return path;
}

/** Words that answers have in common with the API itself. */
const VOCABULARY = /^([A-Z][A-Za-z2]+|[a-z]+(,[a-z]+)*|[a-z0-9]+_[a-z]+|\d{4}-\d\d-\d\d[T ].*)$/;

function isIterable(value: object): value is Iterable<unknown> {
  return Symbol.iterator in value;
}

/** Texts and numbers of the emulator's world that identify something or that people wrote. */
function valuesOf(emulator: Emulator): string[] {
  const found = new Set<string>([emulator.url, DEMO_ACCOUNT.accessKey, DEMO_ACCOUNT.secretKey]);
  const seen = new Set<unknown>();
  const collect = (value: unknown) => {
    if (typeof value === "string" && !VOCABULARY.test(value)) found.add(value);
    if (typeof value === "number" && value > 100_000) found.add(String(value));
    if (typeof value !== "object" || value === null || seen.has(value)) return;
    seen.add(value);
    for (const each of isIterable(value) ? value : Object.values(value)) collect(each);
  };
  const { own, presets, tasks, datasets, trainJobs, compressions } = emulator.registry();
  for (const part of [own, presets, tasks, datasets, trainJobs, compressions]) collect(part);
  expect(found.size).toBeGreaterThan(150);
  return [...found].filter((value) => value.length > 4);
}

describe("the doctor", () => {
  it("finds nothing wrong with the emulator, by V1 and by V2, and writes nothing to Qianfan", async () => {
    const { emulator, doctor } = await startDoctor();
    const { ok, report, faults } = await doctor();
    expect(report).not.toMatch(/FAIL|unknown|missing/);
    expect({ ok, faults }).toEqual({ ok: true, faults: [] });
    expect(report).toContain("V1: 8 of 8 operations answer");
    expect(report).toContain("V2: 17 of 17 operations answer");
    expect(report).toContain("All is well.");
    const asked = new Set(emulator.calls.map(({ operation }) => operation));
    expect(
      [...asked].filter((name) => /create|delete|stop|cancel|modify|publish/i.test(name)),
    ).toEqual([]);
  });

  it("names a member of another type, an unknown word, a new member and a missing one", async () => {
    const { emulator, doctor } = await startDoctor();
    emulator.faults.next("modelDetail", { kind: "set", path: "result.description", json: "[7]" });
    emulator.faults.next("modelVersionDetail", {
      kind: "set",
      path: "result.state",
      json: '"SecretWord"',
    });
    emulator.faults.next("modelVersionDetail", { kind: "remove", path: "result.framework" });
    emulator.faults.next("DescribeModelSet", { kind: "set", path: "result.fresh", json: '"x9x9"' });
    const { ok, report } = await doctor();
    expect(ok).toBe(false);
    expect(report).toContain("V1 modelDetail description: list instead of text\n");
    expect(report).toContain("V1 modelVersionDetail state: unknown word\n");
    expect(report).toContain("V1 modelVersionDetail framework: missing\n");
    expect(report).toContain("V2 DescribeModelSet fresh: unknown member, text\n");
    expect(report).not.toMatch(/SecretWord|x9x9/);
  });

  it("shows an unknown word to a person who asks for it", async () => {
    const { emulator, doctor } = await startDoctor();
    emulator.faults.next("modelVersionDetail", {
      kind: "set",
      path: "result.state",
      json: '"Sleeping"',
    });
    const { report } = await doctor({}, { words: true });
    expect(report).toContain('V1 modelVersionDetail state: unknown word "Sleeping"\n');
  });

  it.each(["404", "410", "unsupported-method"] as const)(
    "says that V1 is gone and that V2 answers: %s",
    async (v1Withdrawal) => {
      const { doctor } = await startDoctor({ v1Withdrawal });
      const { ok, report } = await doctor();
      expect(ok).toBe(false);
      expect(report).toContain("V1: gone");
      expect(report).toContain("V2: 17 of 17 operations answer");
      expect(await doctor({ QIANFAN_API_VERSION: "v2" })).toMatchObject({ ok: true });
    },
  );

  it("says that the keys are not accepted, and then stops asking", async () => {
    const { emulator, doctor } = await startDoctor();
    const { ok, report } = await doctor({ QIANFAN_SECRET_KEY: "0123456789abcdef" });
    expect(ok).toBe(false);
    expect(report).toMatch(/FAIL {2}signature: not accepted \(HTTP 40\d/);
    expect(emulator.calls).toHaveLength(2);
  });

  it("says which operations the account may not call", async () => {
    const { emulator, doctor } = await startDoctor();
    emulator.faults.share("eval/report", { kind: "refuse", code: 6, message: "am-secret" }, 1);
    const { ok, report } = await doctor();
    expect(ok).toBe(false);
    expect(report).toContain("FAIL  permissions: none for eval/report");
    expect(report).toContain("FAIL  eval/report: QIANFAN_FORBIDDEN (HTTP 200, code 6)");
    expect(report).not.toContain("am-secret");
  });

  it("says how far the clocks are apart", async () => {
    const { emulator, doctor } = await startDoctor();
    emulator.faults.share("*", { kind: "clock", minutes: 10 }, 1);
    const { ok, report } = await doctor();
    expect(ok).toBe(false);
    expect(report).toMatch(/FAIL {2}clock: this clock is (599|600|601) s behind Qianfan's/);
  });

  it("says that nothing takes connections, or that TLS fails, without an address", async () => {
    const { emulator, doctor } = await startDoctor();
    const tls = await runDoctor(environment(emulator.url.replace("http:", "https:")));
    expect(tls.ok).toBe(false);
    expect(tls.report).toMatch(/ok {4}connection\nFAIL {2}TLS: [A-Z_]+\n/);
    await emulator.close();
    const closed = await doctor();
    expect(closed.ok).toBe(false);
    expect(closed.report).toContain("FAIL  connection: ECONNREFUSED\n");
    const unknown = await runDoctor(environment("http://nowhere.invalid"));
    expect(unknown.report).toMatch(/FAIL {2}name resolution: E[A-Z_]+\n/);
    for (const { report } of [tls, closed, unknown]) expect(report).not.toMatch(/127\.0|nowhere/);
  });

  it("names settings at fault in the report, and their values beside it", async () => {
    const { ok, report, faults } = await runDoctor({ PORT: "70000x", QIANFAN_ACCESS_KEY: "a" });
    expect(ok).toBe(false);
    expect(report).toContain("FAIL  settings: QIANFAN_SECRET_KEY, PORT\n");
    expect(report).not.toContain("70000x");
    expect(faults.join()).toContain("70000x");
    const { report: other } = await runDoctor(environment("http://127.0.0.1:1"), { account: "x" });
    expect(other).toContain("FAIL  settings: --account\n");
  });

  it("shows no value of the account", async () => {
    const { emulator, doctor } = await startDoctor();
    const { report } = await doctor();
    expect(valuesOf(emulator).filter((value) => report.includes(value))).toEqual([]);
  });

  it("records every answer with stand-ins for its values, equal ones for equal values", async () => {
    const { emulator, doctor } = await startDoctor();
    const record = folder();
    await doctor({}, { record });
    const files = readdirSync(join(record, "account-1"));
    expect(files).toContain("v1-modelDetail-1.json");
    expect(files).toContain("v2-DescribeEvalTask-1.json");
    const read = (name: string) => readFileSync(join(record, "account-1", name), "utf8");
    const all = files.map(read).join("\n");
    expect(valuesOf(emulator).filter((value) => all.includes(value))).toEqual([]);
    const list = JSON.parse(read("v1-model-user-list-1.json")).result.items;
    const { result } = JSON.parse(read("v1-modelDetail-1.json"));
    expect(result.modelIdStr).toMatch(/^am-\d+$/);
    const listed = list.find(({ modelIdStr }: typeof result) => modelIdStr === result.modelIdStr);
    expect(listed).toMatchObject({ modelId: result.modelId, modelName: result.modelName });
    expect(result.modelVersionList[0].state).toBe("Ready");
  });
});
