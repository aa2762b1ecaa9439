import { getSchema } from "../schema.ts";
import { printSchema } from "../subgraph.ts";

process.stdout.write(printSchema(getSchema()));
