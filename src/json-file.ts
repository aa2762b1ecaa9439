import { readFileSync } from "node:fs";
import { z } from "zod";
import { ConfigError } from "./config.ts";

/**
 * What a JSON file that a setting names holds.
 *
 * @throws ConfigError which never quotes the file: what is in it may be secret.
 */
export function readJsonFile<Content>(
  setting: string,
  path: string,
  rules: z.ZodType<Content>,
): Content {
  const fail = (...faults: string[]) =>
    new ConfigError(faults.map((fault) => `${setting}: ${path}: ${fault}.`));
  const { data, error } = rules.safeParse(parsed(textOf(path, fail), fail));
  if (!error) return data;
  throw fail(...error.issues.map(({ path: at, message }) => `${dotted(at)}: ${message}`));
}

function textOf(path: string, fail: (fault: string) => ConfigError): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    throw fail(error instanceof Error && "code" in error ? `${error.code}` : "it cannot be read");
  }
}

function parsed(text: string, fail: (fault: string) => ConfigError): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw fail("it is not JSON");
  }
}

function dotted(path: PropertyKey[]): string {
  return path.length > 0 ? z.core.toDotPath(path) : "the whole";
}
