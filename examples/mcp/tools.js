import { readdirSync, readFileSync } from "node:fs";
import { Kind, parse, typeFromAST, validate, valueFromASTUntyped } from "graphql";
import { jsonSchemaOf } from "./json-schema.js";

/** A tool for each operation of a folder, as Apollo's MCP server makes them: one file, one tool. */
export function readTools(folder, schema) {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".graphql"))
    .map((name) => toolOf(readFileSync(new URL(name, folder), "utf8"), name, schema));
}

function toolOf(document, file, schema) {
  const parsed = parse(document);
  const operation = parsed.definitions.find(({ kind }) => kind === Kind.OPERATION_DEFINITION);
  const [fault] = validate(schema, parsed);
  if (fault) throw new Error(`${file}: ${fault.message}`);
  const isMutation = operation.operation === "mutation";
  return {
    document,
    isMutation,
    tool: {
      name: operation.name.value,
      description: commentsBefore(document),
      inputSchema: inputSchemaOf(operation.variableDefinitions, schema),
      annotations: { readOnlyHint: !isMutation },
    },
  };
}

/** The comments above the operation are what a model reads of the tool. */
function commentsBefore(document) {
  const lines = document.split("\n");
  const end = lines.findIndex((line) => !line.startsWith("#"));
  return lines
    .slice(0, end)
    .map((line) => line.replace(/^# ?/, ""))
    .join("\n");
}

function inputSchemaOf(variables, schema) {
  const $defs = {};
  const properties = {};
  const required = [];
  for (const { variable, type, defaultValue } of variables) {
    const { value: name } = variable.name;
    properties[name] = jsonSchemaOf(typeFromAST(schema, type), $defs);
    if (defaultValue) properties[name].default = valueFromASTUntyped(defaultValue);
    else if (type.kind === Kind.NON_NULL_TYPE) required.push(name);
  }
  return { type: "object", properties, required, $defs };
}
