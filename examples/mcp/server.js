import { readFileSync } from "node:fs";
import { Server } from "@modelcontextprotocol/sdk/server/index.js";
import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js";
import { CallToolRequestSchema, ListToolsRequestSchema } from "@modelcontextprotocol/sdk/types.js";
import { buildSchema } from "graphql";
import { readTools } from "./tools.js";

const {
  GRAPHQL_URL = "http://127.0.0.1:4000/graphql",
  GRAPHQL_TOKEN,
  MUTATION_MODE = "none",
  SCHEMA = new URL("../../schema.api.graphql", import.meta.url),
} = process.env;

const schema = buildSchema(readFileSync(SCHEMA, "utf8"));
const tools = readTools(new URL("operations/", import.meta.url), schema).filter(
  ({ isMutation }) => !isMutation || MUTATION_MODE === "explicit",
);

const server = new Server(
  { name: "qianfan-graphql", version: "0.1.0" },
  { capabilities: { tools: {} } },
);

server.setRequestHandler(ListToolsRequestSchema, () => ({
  tools: tools.map(({ tool }) => tool),
}));

server.setRequestHandler(CallToolRequestSchema, async ({ params }) => {
  const found = tools.find(({ tool }) => tool.name === params.name);
  if (!found) return failure(`There is no tool ${params.name}.`);
  const response = await fetch(GRAPHQL_URL, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      ...(GRAPHQL_TOKEN && { authorization: `Bearer ${GRAPHQL_TOKEN}` }),
    },
    body: JSON.stringify({ query: found.document, variables: params.arguments }),
  });
  const result = await response.text();
  return { content: [{ type: "text", text: result }], isError: hasFailed(result) };
});

/** Whether nothing of what was asked for is there, for a reason that `errors` gives. */
function hasFailed(text) {
  try {
    const { data, errors } = JSON.parse(text);
    return errors !== undefined && Object.values(data ?? {}).every((value) => value === null);
  } catch {
    return true;
  }
}

function failure(text) {
  return { content: [{ type: "text", text }], isError: true };
}

await server.connect(new StdioServerTransport());
