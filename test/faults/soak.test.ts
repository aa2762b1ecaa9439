import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, it } from "vitest";

it("F48 mixed traffic with one call in ten going wrong: nothing lost, sent twice or left behind", async () => {
  const script = ["--import", "tsx", "scripts/soak/main.ts", "--seconds", "6"];
  const { stdout } = await promisify(execFile)(process.execPath, script);
  expect(stdout).toContain("Nothing lost, nothing sent twice, nothing left behind.");
}, 60_000);
