import { execFileSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";

// Installs a folder's own packages when its lock is newer than they are: `node scripts/install-if-stale.js bench`.
const [folder] = process.argv.slice(2);
// npm writes this file last.
const installed = `${folder}/node_modules/.package-lock.json`;

if (!existsSync(installed) || changedAt(installed) < changedAt(`${folder}/package-lock.json`)) {
  execFileSync("npm", ["--prefix", folder, "ci", "--ignore-scripts"], { stdio: "inherit" });
}

function changedAt(path) {
  return statSync(path).mtimeMs;
}
