import { readFileSync, writeFileSync } from "node:fs";
import { createTwoFilesPatch } from "diff";

export interface GeneratedOptions {
  readonly write?: boolean | undefined;
  readonly check?: boolean | undefined;
  /** What mends a file that is behind. */
  readonly command: string;
}

/** Keeps what the code says in a file of the project, or fails, with the difference, when it says otherwise. */
export function keepGenerated(
  name: string,
  text: string,
  { write, check, command }: GeneratedOptions,
): void {
  const file = new URL(`../${name}`, import.meta.url);
  if (write) writeFileSync(file, text);
  else if (check) compare(name, readFileSync(file, "utf8"), text, command);
}

function compare(name: string, committed: string, text: string, command: string): void {
  if (committed === text) return;
  process.stderr.write(
    `${name} is not what the code says; "${command}" mends it:\n${createTwoFilesPatch(name, "the code", committed, text)}`,
  );
  process.exitCode = 1;
}
