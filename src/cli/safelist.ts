import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import {
  concatAST,
  type DefinitionNode,
  type DocumentNode,
  GraphQLError,
  NoUnusedFragmentsRule,
  type OperationDefinitionNode,
  parse,
  print,
  Source,
  separateOperations,
  specifiedRules,
  validate,
} from "graphql";
import { globSync } from "tinyglobby";
import { getSchema } from "../schema.ts";

const HELP = `Makes the list of operations that SAFELIST names, in the format of Apollo's persisted query
manifest: each operation with the fragments it uses, from whichever of the files.

Usage: qianfan-graphql safelist 'src/**/*.graphql' ... > safelist.json

Patterns are in quotes, so that this program expands them and not the shell: ** is any folders,
* any name, {a,b} one of both, !pattern leaves out.
`;

// A file of fragments may serve other programs too.
const RULES = specifiedRules.filter((rule) => rule !== NoUnusedFragmentsRule);

class Mistake extends Error {}

try {
  main();
} catch (error) {
  const isMistake = error instanceof Mistake || error instanceof GraphQLError;
  if (!isMistake && !(error instanceof TypeError && "code" in error)) throw error;
  process.stderr.write(`safelist: ${error.message}\nTry: qianfan-graphql safelist --help\n`);
  process.exitCode = 1;
}

function main(): void {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { help: { type: "boolean", default: false } },
  });
  if (values.help) {
    process.stdout.write(HELP);
    return;
  }
  const document = concatAST(filesOf(positionals).map(parsed));
  const faults = validate(getSchema(), document, RULES);
  if (faults.length > 0) throw new Mistake(faults.map(describe).join("\n"));
  const operations = Object.entries(separateOperations(document)).map(operation);
  const manifest = { format: "apollo-persisted-query-manifest", version: 1, operations };
  process.stdout.write(`${JSON.stringify(manifest, null, 2)}\n`);
}

/** The files of all patterns, each once, in an order that does not depend on the machine. */
function filesOf(patterns: readonly string[]): string[] {
  if (patterns.length === 0) throw new Mistake("No files are named.");
  const files = globSync([...patterns], { ignore: ["**/node_modules/**"] });
  if (files.length === 0) throw new Mistake(`No file is named by ${patterns.join(" ")}.`);
  return files.sort();
}

function parsed(file: string): DocumentNode {
  return parse(new Source(readFileSync(file, "utf8"), file));
}

function describe({ message, source, locations = [] }: GraphQLError): string {
  const [at] = locations;
  return at && source ? `${source.name}:${at.line}:${at.column}: ${message}` : message;
}

function operation([name, document]: [string, DocumentNode]) {
  if (name === "")
    throw new Mistake("Every operation needs a name: clients send it, logs show it.");
  const body = print(document);
  return {
    id: createHash("sha256").update(body).digest("hex"),
    name,
    type: document.definitions.find(isOperation)?.operation,
    body,
  };
}

function isOperation(definition: DefinitionNode): definition is OperationDefinitionNode {
  return definition.kind === "OperationDefinition";
}
