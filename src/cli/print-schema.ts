import { parseArgs } from "node:util";
import { printApiSchema } from "../schema/api-schema.ts";
import { getSchema } from "../schema/index.ts";
import { printSchema } from "../schema/subgraph.ts";

const HELP = `Prints the schema as other subgraphs and composers see it.

Usage: qianfan-graphql schema > schema.graphql
       qianfan-graphql schema --api > schema.api.graphql

  --api   without federation's names, for clients and editors
  --help  show this text
`;

try {
  const { values } = parseArgs({
    options: {
      api: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  const print = values.api ? printApiSchema : printSchema;
  process.stdout.write(values.help ? HELP : print(getSchema()));
} catch (error) {
  if (!(error instanceof TypeError && "code" in error)) throw error;
  process.stderr.write(`schema: ${error.message}\nTry: qianfan-graphql schema --help\n`);
  process.exitCode = 2;
}
