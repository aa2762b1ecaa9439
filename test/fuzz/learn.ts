import { see } from "./lists.ts";
import type { FuzzServer } from "./server.ts";

interface Edge {
  readonly cursor: string;
  readonly node: Readonly<Record<string, unknown>>;
}

interface Connection {
  readonly edges: readonly Edge[];
}

/**
 * Lets the server see both forms of every id. What `id` is depends on that where Qianfan is asked by an
 * integer and does not tell the string.
 */
export async function learnPairs(server: FuzzServer): Promise<void> {
  const registry = server.emulator.registry();
  const tasks = [...registry.tasks].map(({ evalIdStr }) => evalIdStr);
  const models = [...registry.own.models, ...registry.presets.models];
  const exports = [...registry.resultExports].map(({ id }) => id.text);
  const byId = (field: string, id: string) =>
    `${field}_${id.replace(/\W/g, "")}: ${field}(id: "${id}")`;
  await ask(server, `{ evaluationTasks(ids: ${JSON.stringify(tasks)}) { id numericId } }`);
  const asked = [
    ...models.map(({ modelIdStr }) => `${byId("model", modelIdStr)} { versions { id numericId } }`),
    ...exports.map((id) => `${byId("evaluationResultExport", id)} { id numericId }`),
  ];
  await ask(server, `{ ${asked.join("\n")} }`);
}

/** Cursors that the server gives, of each list without a filter. */
export async function cursorsOf(server: FuzzServer): Promise<string[]> {
  const models = await ask(
    server,
    `query { own: models(first: 100) { ...M } preset: models(scope: PRESET, first: 100) { ...M }
      task: evaluationTask(id: "ame-ig70c0ztmfv9") { results(first: 20) { edges { cursor } } } }
     fragment M on ModelConnection { edges { cursor node { id
       versionConnection(first: 100) { edges { cursor node { id numericId createdAt } } } } } }`,
  );
  const { own, preset, task } = models as {
    own: Connection;
    preset: Connection;
    task: { results: Connection };
  };
  const seen: string[] = [];
  const seeAll = (
    list: string,
    { edges }: Connection,
    placeOf: (edge: Edge, n: number) => string,
  ) =>
    edges.forEach((edge, index) => {
      see(list, placeOf(edge, index), edge.cursor);
      seen.push(edge.cursor);
    });
  const position = (_: Edge, index: number) => String(index);
  seeAll("models OWN", own, position);
  seeAll("models PRESET", preset, position);
  seeAll("results", task.results, position);
  for (const { node } of [...own.edges, ...preset.edges]) {
    seeAll(`versions ${node.id}`, node.versionConnection as Connection, ({ node: version }) => {
      return `${new Date(String(version.createdAt)).getTime()}.${version.numericId}.${version.id}`;
    });
  }
  return seen;
}

async function ask(server: FuzzServer, query: string): Promise<unknown> {
  const { data, errors } = await server.send({ query, variables: {} });
  if (errors) throw new Error(JSON.stringify(errors));
  return data;
}
