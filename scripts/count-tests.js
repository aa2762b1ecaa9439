import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

// Adds up vitest's JSON reports in a folder and prints the sum. A step that failed without a failed
// test (a check, an error outside all tests, a report that is missing) counts as one failure.
const [folder, ...names] = process.argv.slice(2);
const suites = names.slice(0, names.indexOf("--"));
const failedSteps = names.slice(names.indexOf("--") + 1);

const reportOf = (suite) => {
  const path = join(folder, `${suite}.json`);
  return existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : null;
};
const reports = new Map(suites.map((suite) => [suite, reportOf(suite)]));
const sum = (key) =>
  [...reports.values()].reduce((total, report) => total + (report?.[key] ?? 0), 0);

const missing = suites.filter((suite) => reports.get(suite) === null);
const untold = new Set(
  [...failedSteps, ...missing].filter((step) => !reports.get(step)?.numFailedTests),
);
const failed = sum("numFailedTests") + untold.size;
const skipped = sum("numPendingTests") + sum("numTodoTests");

process.stdout.write(`${sum("numPassedTests")} passed, ${failed} failed, ${skipped} skipped\n`);
process.exitCode = failed > 0 ? 1 : 0;
