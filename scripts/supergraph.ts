import { readFileSync, writeFileSync } from "node:fs";
import { COMPOSERS } from "./composers.ts";

// Composes the supergraph of this subgraph alone, served at an address, into a file.
const [url = "http://127.0.0.1:4000/graphql", file = "supergraph.graphql"] = process.argv.slice(2);
const sdl = readFileSync(new URL("../schema.graphql", import.meta.url), "utf8");
const compose = COMPOSERS["@theguild/federation-composition"];
const { supergraph, errors } = compose([{ name: "qianfan", url, sdl }]);

if (supergraph) writeFileSync(file, supergraph);
else {
  process.stderr.write(`${errors.join("\n")}\n`);
  process.exitCode = 1;
}
