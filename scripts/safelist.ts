import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import {
  concatAST,
  type DefinitionNode,
  type DocumentNode,
  type OperationDefinitionNode,
  parse,
  print,
  separateOperations,
} from "graphql";

// Makes the manifest that SAFELIST names from files of GraphQL operations, in the format of Apollo's
// persisted query lists: each operation with the fragments it uses, from whichever of the files.
const { positionals: files } = parseArgs({ allowPositionals: true });

if (files.length === 0) {
  process.stderr.write("Usage: npm run --silent safelist -- src/**/*.graphql > safelist.json\n");
  process.exitCode = 1;
} else {
  const document = concatAST(files.map((file) => parse(readFileSync(file, "utf8"))));
  const operations = Object.entries(separateOperations(document)).map(operation);
  if (operations.length < document.definitions.filter(isOperation).length) {
    throw new Error("Two operations have the same name.");
  }
  const manifest = { format: "apollo-persisted-query-manifest", version: 1, operations };
  process.stdout.write(`${JSON.stringify(manifest, null, 2)}\n`);
}

function operation([name, document]: [string, DocumentNode]) {
  if (name === "") throw new Error("Every operation needs a name: clients send it, logs show it.");
  const body = print(document);
  const definition = document.definitions.find(isOperation);
  return {
    id: createHash("sha256").update(body).digest("hex"),
    name,
    type: definition?.operation,
    body,
  };
}

function isOperation(definition: DefinitionNode): definition is OperationDefinitionNode {
  return definition.kind === "OperationDefinition";
}
