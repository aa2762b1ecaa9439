import { readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { CriticalityLevel } from "@graphql-inspector/core";
import manifest from "../package.json" with { type: "json" };
import { getSchema } from "../src/schema/index.ts";
import { printSchema } from "../src/schema/subgraph.ts";
import { changes, mayBreak } from "./changes.ts";

// Names what would break clients of the last release, or graphs composed with it, and fails unless the
// version in package.json says that it may, or the break is accepted: CHANGELOG names it and the way to
// migrate. --release makes the schema of now the one to compare with.
const { values } = parseArgs({ options: { release: { type: "boolean" } } });
const file = new URL("../released/schema.graphql", import.meta.url);
const acceptedFile = new URL("../released/accepted-breaks.txt", import.meta.url);
const text = printSchema(getSchema());

if (values.release) {
  writeFileSync(file, `# ${manifest.version}\n${text}`);
  writeFileSync(acceptedFile, "");
} else await compare(readFileSync(file, "utf8"), readFileSync(acceptedFile, "utf8").split("\n"));

async function compare(released: string, accepted: readonly string[]): Promise<void> {
  const version = released.slice(2, released.indexOf("\n"));
  const all = await changes(released, text);
  const breaking = all.filter(
    ({ criticality, message }) =>
      criticality.level === CriticalityLevel.Breaking && !accepted.includes(message),
  );
  if (breaking.length === 0) return;
  const list = breaking.map(({ message }) => `  ${message}\n`).join("");
  process.stderr.write(
    `Since ${version} the schema has changed in ways that break others:\n${list}`,
  );
  if (mayBreak(version, manifest.version)) return;
  process.stderr.write(
    `Keep what was there and deprecate it, or give package.json a version that may break.\n`,
  );
  process.exitCode = 1;
}
