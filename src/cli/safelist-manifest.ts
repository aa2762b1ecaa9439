import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import {
  concatAST,
  type DefinitionNode,
  type DocumentNode,
  type GraphQLError,
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
import { getSchema } from "../schema/index.ts";

// A file of fragments may serve other programs too.
const RULES = specifiedRules.filter((rule) => rule !== NoUnusedFragmentsRule);

/** What is wrong with the files, for the person who named them. */
export class SafelistError extends Error {}

/**
 * The operations of the files that patterns name, as Apollo's persisted query manifest has them.
 *
 * @throws SafelistError
 */
export function safelistManifest(patterns: readonly string[]) {
  const document = concatAST(filesOf(patterns).map(parsed));
  const faults = validate(getSchema(), document, RULES);
  if (faults.length > 0) throw new SafelistError(faults.map(describe).join("\n"));
  const operations = Object.entries(separateOperations(document)).map(operation);
  return { format: "apollo-persisted-query-manifest", version: 1, operations };
}

/** The files of all patterns, each once, in an order that does not depend on the machine. */
function filesOf(patterns: readonly string[]): string[] {
  if (patterns.length === 0) throw new SafelistError("No files are named.");
  const files = globSync([...patterns], { ignore: ["**/node_modules/**"] });
  if (files.length === 0) throw new SafelistError(`No file is named by ${patterns.join(" ")}.`);
  return files.sort();
}

function parsed(file: string): DocumentNode {
  return parse(new Source(readFileSync(file, "utf8"), file));
}

function describe({ message, source, locations = [] }: GraphQLError): string {
  const [at] = locations;
  return at && source ? `${source.name}:${at.line}:${at.column}: ${message}` : message;
}

function operation([name, { kind, definitions }]: [string, DocumentNode]) {
  if (name === "")
    throw new SafelistError("Every operation needs a name: clients send it, logs show it.");
  // Its id must not depend on the order of the files.
  const fragments = definitions
    .filter((each) => each.kind === "FragmentDefinition")
    .sort((one, other) => (one.name.value < other.name.value ? -1 : 1));
  const [definition] = definitions.filter(isOperation);
  const body = print({ kind, definitions: definition ? [definition, ...fragments] : fragments });
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
