import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The folder of this package, wherever below it this code is: in `src`, in `dist`, in a bundle. */
export const PACKAGE_ROOT = rootAbove(dirname(fileURLToPath(import.meta.url)));

function rootAbove(folder: string): string {
  if (existsSync(join(folder, "package.json"))) return folder;
  const above = dirname(folder);
  if (above === folder) {
    throw new Error(`${import.meta.url} is in no package: no folder above it has a package.json.`);
  }
  return rootAbove(above);
}
