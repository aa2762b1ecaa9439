import { execFile } from "node:child_process";
import { expect, it } from "vitest";

it("a test fails during which a promise is rejected with nobody waiting for it, and its neighbours pass", async () => {
  const args = ["run", "--config", "test/fixtures/rejecting/vitest.config.ts", "--reporter=json"];
  const report = await new Promise<string>((resolve) => {
    execFile(process.execPath, ["node_modules/vitest/vitest.mjs", ...args], (_, stdout) =>
      resolve(stdout),
    );
  });
  const [{ assertionResults }] = JSON.parse(report).testResults;
  const results = assertionResults.map(
    ({ title, status, failureMessages }: Record<string, unknown>) => [
      title,
      status,
      String(failureMessages).split("\n")[0],
    ],
  );
  const told = "Error: a promise was rejected with nobody waiting for it";
  expect(results).toEqual([
    ["rejects while it runs", "failed", told],
    ["is in order", "passed", ""],
    ["rejects while it is cleaned up", "failed", told],
    ["is in order as well", "passed", ""],
  ]);
}, 120_000);
