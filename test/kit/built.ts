import { execFileSync } from "node:child_process";

/** Builds what is missing or older than its sources, once for a project. */
export default function build(): void {
  execFileSync(process.execPath, ["scripts/build-if-stale.js", "server", "playground"]);
}
