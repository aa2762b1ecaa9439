import { parseArgs } from "node:util";
import { printApiSchema } from "../src/schema/api-schema.ts";
import { getSchema } from "../src/schema/index.ts";
import { printSchema } from "../src/schema/subgraph.ts";
import { keepGenerated } from "./generated.ts";

// Prints the schema; --write keeps it in schema.graphql, and what clients see of it in
// schema.api.graphql; --check fails when either differs.
const { values } = parseArgs({
  options: { write: { type: "boolean" }, check: { type: "boolean" } },
});
const schema = getSchema();
const text = printSchema(schema);

if (!values.write && !values.check) process.stdout.write(text);
const options = { ...values, command: "npm run schema:write" };
keepGenerated("schema.graphql", text, options);
keepGenerated("schema.api.graphql", printApiSchema(schema), options);
