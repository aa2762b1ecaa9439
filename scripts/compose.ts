import { getSchema } from "../src/schema/index.ts";
import { printSchema } from "../src/schema/subgraph.ts";
import { COMPOSERS } from "./composers.ts";

// Fails when a composer refuses the schema as a subgraph.
const subgraph = { name: "qianfan", sdl: printSchema(getSchema()) };

for (const [composer, compose] of Object.entries(COMPOSERS)) {
  for (const error of compose([subgraph]).errors) {
    process.stderr.write(`${composer}: ${error}\n`);
    process.exitCode = 1;
  }
}
