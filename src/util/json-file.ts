import { z } from "zod";
import { ConfigError } from "../config/index.ts";
import { readText } from "../config/read-text.ts";

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
  const { data, error } = rules.safeParse(parsed(readText(setting, path), fail));
  if (!error) return data;
  throw fail(...error.issues.map(({ path: at, message }) => `${dotted(at)}: ${message}`));
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
