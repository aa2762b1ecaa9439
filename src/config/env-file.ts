import { readFileSync } from "node:fs";
import { ConfigError } from "./config-error.ts";
import { unreadable } from "./read-text.ts";

/**
 * Adds the variables of a file `.env`, if there is one, to an environment; what is set stays.
 *
 * Node's own reader cuts a value at any `#`, a password's too. Here a comment begins at the start of a
 * line or after a space, as it does for Docker and Compose.
 *
 * @throws ConfigError which names the line, and never shows what is in it.
 */
export function loadEnvFile(environment: NodeJS.ProcessEnv, path = ".env"): void {
  for (const [name, value] of variablesIn(textOf(path), path)) environment[name] ??= value;
}

function textOf(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return "";
    throw new ConfigError([`${path}: ${unreadable(error)}.`]);
  }
}

const VARIABLE = /^(?:export\s+)?([A-Za-z_][\w.-]*)\s*=\s*(.*)$/s;

function variablesIn(text: string, path: string): [name: string, value: string][] {
  const lines = text.replace(/^\ufeff/, "").split(/\r\n|\n|\r/);
  return lines.flatMap((line, index): [string, string][] => {
    const fail = (fault: string) => new ConfigError([`${path}: line ${index + 1} ${fault}.`]);
    const trimmed = line.trim();
    if (trimmed === "" || trimmed.startsWith("#")) return [];
    const [, name, value] = VARIABLE.exec(trimmed) ?? [];
    if (name === undefined || value === undefined) throw fail("is not of the form NAME=value");
    return [[name, unquoted(value, fail)]];
  });
}

function unquoted(value: string, fail: (fault: string) => ConfigError): string {
  const [quote] = /^["'`]/.exec(value) ?? [];
  if (quote === undefined) return value.replace(/(^|\s+)#.*$/, "").trimEnd();
  const end = value.indexOf(quote, 1);
  if (end < 0) throw fail("has a quote that is not closed");
  if (!/^\s*(#.*)?$/.test(value.slice(end + 1))) throw fail("has text after the closing quote");
  return value.slice(1, end);
}
