import { readFileSync } from "node:fs";
import { ConfigError } from "./config-error.ts";

/**
 * The text of a file that a setting names, without a byte order mark.
 *
 * @throws ConfigError which says why it cannot be read.
 */
export function readText(setting: string, path: string): string {
  try {
    return readFileSync(path, "utf8").replace(/^\ufeff/, "");
  } catch (error) {
    throw new ConfigError([`${setting}: ${path}: ${unreadable(error)}.`]);
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file",
  EISDIR: "it is a folder, not a file",
  EACCES: "this process may not read it",
};

/** Why a file cannot be read, in words. */
export function unreadable(error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return REASONS[code] ?? `it cannot be read${code && ` (${code})`}`;
}
