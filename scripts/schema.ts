import { readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { createTwoFilesPatch } from "diff";
import { buildSchema } from "../src/schema.ts";
import { printSchema } from "../src/subgraph.ts";

// Prints the schema; --write keeps it in schema.graphql, --check fails when that file differs.
const { values } = parseArgs({
  options: { write: { type: "boolean" }, check: { type: "boolean" } },
});
const file = new URL("../schema.graphql", import.meta.url);
const text = printSchema(buildSchema());

if (values.write) writeFileSync(file, text);
else if (values.check) check(readFileSync(file, "utf8"));
else process.stdout.write(text);

function check(committed: string): void {
  if (committed === text) return;
  process.stderr.write(
    `schema.graphql is not what the code says; "npm run schema:write" mends it:\n${createTwoFilesPatch("schema.graphql", "the code", committed, text)}`,
  );
  process.exitCode = 1;
}
