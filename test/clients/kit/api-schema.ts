import { readFileSync } from "node:fs";
import { resolve } from "node:path";

/** The API as SDL without federation's names, for clients. */
export function apiSchema(): string {
  return readFileSync(resolve(import.meta.dirname, "../../../schema.api.graphql"), "utf8");
}
