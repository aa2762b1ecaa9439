import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

// Adds up vitest's JSON reports in a folder and prints the sum; fails when a report is missing.
const [folder = ".", expected = "1"] = process.argv.slice(2);
const reports = readdirSync(folder)
  .filter((name) => name.endsWith(".json"))
  .map((name) => JSON.parse(readFileSync(join(folder, name), "utf8")));
const sum = (key) => reports.reduce((total, report) => total + report[key], 0);

// A file that cannot be loaded fails without a failed test of its own.
const broken = reports
  .flatMap((report) => report.testResults)
  .filter(({ status, assertionResults }) => status === "failed" && assertionResults.length === 0);
const missing = Number(expected) - reports.length;
const failed = sum("numFailedTests") + broken.length + missing;
const skipped = sum("numPendingTests") + sum("numTodoTests");

process.stdout.write(`${sum("numPassedTests")} passed, ${failed} failed, ${skipped} skipped\n`);
process.exitCode = failed > 0 ? 1 : 0;
