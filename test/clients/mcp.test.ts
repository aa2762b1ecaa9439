import { cp } from "node:fs/promises";
import { join, resolve } from "node:path";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { beforeAll, expect, it, onTestFinished } from "vitest";
import { HOME, MODEL, readToken, token, url, workshop } from "./kit/index.ts";

const READS = [
  "get_evaluation",
  "get_evaluation_report",
  "get_model",
  "get_model_version",
  "list_evaluation_results",
  "list_models",
  "wait_for_evaluation",
];
const WRITES = ["delete_model_versions", "start_evaluation", "stop_evaluation"];

let folder: string;

beforeAll(async () => {
  folder = await workshop("mcp");
  await cp(resolve(HOME, "../../examples/mcp"), folder, { recursive: true });
});

async function connect(settings: Readonly<Record<string, string>> = {}): Promise<Client> {
  const client = new Client({ name: "test", version: "1.0.0" });
  await client.connect(
    new StdioClientTransport({
      command: process.execPath,
      args: [join(folder, "server.js")],
      env: {
        GRAPHQL_URL: url,
        GRAPHQL_TOKEN: readToken,
        SCHEMA: join(folder, "schema.graphql"),
        ...settings,
      },
    }),
  );
  onTestFinished(() => client.close());
  return client;
}

async function call(client: Client, name: string, args: Record<string, unknown>) {
  const { content, isError } = await client.callTool({ name, arguments: args });
  const [{ text } = { text: "" }] = content as { text: string }[];
  return { isError, ...JSON.parse(text) };
}

it("only the tools that read are there by default, each with a description", async () => {
  const { tools } = await (await connect()).listTools();
  expect(tools.map(({ name }) => name)).toEqual(READS);
  for (const { description, annotations } of tools) {
    expect(description).toMatch(/Reads only;\s+costs\s+nothing\./);
    expect(annotations).toEqual({ readOnlyHint: true });
  }
});

it("a model finds its way from a name to the scores", async () => {
  const client = await connect();
  const { data: list } = await call(client, "list_models", { name: "客服助手" });
  expect(list.models.nodes).toMatchObject([{ id: MODEL, latestVersion: { version: "3" } }]);
  const { data: found } = await call(client, "get_model", { id: list.models.nodes[0].id });
  const [version] = found.model.versions;
  const shown = await call(client, "get_model_version", { id: version.id });
  expect(shown.data.modelVersion).toMatchObject({ version: "3", state: "READY" });

  const id = "ame-5wz1kd8qh3vn";
  const { data: ended } = await call(client, "wait_for_evaluation", { id, waitUpTo: "PT1S" });
  expect(ended.evaluationTask).toMatchObject({ id, isFinal: true });
  const { data: evaluation } = await call(client, "get_evaluation", { id });
  expect(evaluation.evaluationTask).toMatchObject({ state: "DONE", isFinal: true });
  const { data: report } = await call(client, "get_evaluation_report", { id });
  expect(report.evaluationTask.report).toHaveLength(3);
  const { data: results } = await call(client, "list_evaluation_results", { id, first: 2 });
  expect(results.evaluationTask.results.nodes).toHaveLength(2);
});

it("what does not exist is null, and no error", async () => {
  const answer = await call(await connect(), "get_model", { id: "am-000000000000" });
  expect(answer).toEqual({ isError: false, data: { model: null } });
});

it("a tool that changes something is refused to a token that may only read", async () => {
  const client = await connect({ MUTATION_MODE: "explicit" });
  const { tools } = await client.listTools();
  expect(tools.map(({ name }) => name).sort()).toEqual([...READS, ...WRITES].sort());
  const { isError, errors } = await call(client, "stop_evaluation", { id: "ame-h9z1bgznokkg" });
  expect(errors).toMatchObject([{ extensions: { code: "FORBIDDEN" } }]);
  expect(isError).toBe(true);
});

it("with more scopes an evaluation is started and stopped, and a deletion begins with a dry run", async () => {
  const client = await connect({ MUTATION_MODE: "explicit", GRAPHQL_TOKEN: token });
  const { data } = await call(client, "start_evaluation", {
    name: "By a model",
    datasetId: "ds-jm4t9wq27bxk1c5e",
    versions: [{ modelVersionId: "amv-8nzc3yh5pd1m" }],
    rule: { scoreModes: ["ACCURACY"] },
    idempotencyKey: "mcp-1",
  });
  const { evaluationTask, userErrors } = data.createEvaluationTask;
  expect(userErrors).toEqual([]);
  const stopped = await call(client, "stop_evaluation", { id: evaluationTask.id });
  expect(stopped.data.stopEvaluationTask.userErrors).toEqual([]);
  const tried = await call(client, "delete_model_versions", { ids: ["amv-8nzc3yh5pd1m"] });
  expect(tried.data.deleteModelVersions.deletions).toMatchObject([
    { modelVersionId: "amv-8nzc3yh5pd1m", outcome: "WOULD_BE_DELETED" },
  ]);
});

it("the input of a tool is a JSON Schema of the operation's variables", async () => {
  const { tools } = await (await connect({ MUTATION_MODE: "explicit" })).listTools();
  const { inputSchema } = tools.find(({ name }) => name === "start_evaluation") ?? {};
  expect(inputSchema).toMatchObject({
    required: ["name", "datasetId", "versions", "idempotencyKey"],
    properties: { versions: { type: "array", items: { $ref: "#/$defs/EvaluationVersionInput" } } },
    $defs: { EvaluationVersionInput: { required: ["modelVersionId"] } },
  });
});
