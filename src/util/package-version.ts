import { readFileSync } from "node:fs";
import { join } from "node:path";
import { PACKAGE_ROOT } from "./package-root.ts";

const file = join(PACKAGE_ROOT, "package.json");

/** This package's own. */
export const VERSION = String(JSON.parse(readFileSync(file, "utf8")).version);
