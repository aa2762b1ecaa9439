import { parseArgs } from "node:util";
import { getSchema } from "../src/schema.ts";
import { printSchema } from "../src/subgraph.ts";
import { keepGenerated } from "./generated.ts";

// Prints the schema; --write keeps it in schema.graphql, --check fails when that file differs.
const { values } = parseArgs({
  options: { write: { type: "boolean" }, check: { type: "boolean" } },
});
const text = printSchema(getSchema());

if (!values.write && !values.check) process.stdout.write(text);
keepGenerated("schema.graphql", text, { ...values, command: "npm run schema:write" });
