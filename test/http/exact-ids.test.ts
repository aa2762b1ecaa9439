import { once } from "node:events";
import { createServer } from "node:http";
import { text } from "node:stream/consumers";
import { describe, expect, it, onTestFinished } from "vitest";
import WebSocket from "ws";
import { parseClientJson } from "../../src/server/request-json.ts";
import { startKit } from "../kit/index.ts";
import { webSocketUrl } from "../kit/subscribe.ts";

const ID = "9007199254740993";
const LONG = "12345678901234567890";
const MODEL = "query ($id: ID!) { model(id: $id) { name } }";
const WATCH = "subscription ($id: ID!) { evaluationTaskUpdated(id: $id) { name } }";
const JSON_TYPE = { "content-type": "application/json" };

/** A server in front of a Qianfan that writes down what it is sent, to the letter. */
async function start(answer: string | null = null) {
  const bodies: string[] = [];
  const qianfan = createServer(async (request, response) => {
    bodies.push(await text(request));
    const refusal = '{"log_id":"1","error_code":500004,"error_msg":"not found"}';
    response.setHeader("content-type", "application/json").end(answer ?? refusal);
  }).listen(0, "127.0.0.1");
  onTestFinished(() => void qianfan.close());
  await once(qianfan, "listening");
  const address = qianfan.address();
  const port = typeof address === "object" && address ? address.port : 0;
  const base = `http://127.0.0.1:${port}`;
  const { url, logged } = await startKit({ settings: { QIANFAN_CONSOLE_API_BASE_URL: base } });
  /** Sends variables as they are written. */
  const post = async (query: string, variables: string, headers = {}) => {
    const body = `{"query":${JSON.stringify(query)},"variables":${variables}}`;
    return (
      await fetch(url, { method: "POST", headers: { ...JSON_TYPE, ...headers }, body })
    ).text();
  };
  const get = async (query: string, variables: string, headers = {}) => {
    const search = new URLSearchParams({ query, variables });
    return (await fetch(`${url}?${search}`, { headers: { ...JSON_TYPE, ...headers } })).text();
  };
  return { url, bodies, logged, post, get };
}

describe("a client's JSON", () => {
  const shown = (json: string) => JSON.stringify(parseClientJson(json));

  it.each([
    [`{"id":${ID}}`, `{"id":"${ID}"}`],
    [`[-${ID}, 9007199254740991, ${LONG}]`, `["-${ID}",9007199254740991,"${LONG}"]`],
    [LONG, `"${LONG}"`],
    [`{"a":"${ID}","b":"\\"${ID}","c\\\\":${ID}}`, `{"a":"${ID}","b":"\\"${ID}","c\\\\":"${ID}"}`],
    [`{"__proto__":{"a":${ID}},"a":1,"a":2}`, `{"__proto__":{"a":"${ID}"},"a":2}`],
    [`{"a":${ID},"b":0.12345678901234567}`, `{"a":"${ID}","b":0.12345678901234566}`],
  ])("keeps the digits of %s", (json, expected) => {
    expect(shown(json)).toBe(expected);
  });

  it.each([`{${ID}:1}`, `[0${ID}]`, `[${ID}`, `[${ID}"a"]`])(
    "is refused where it is none: %s",
    (json) => {
      expect(() => parseClientJson(json)).toThrow(SyntaxError);
    },
  );

  it("may nest deeper than a stack", () => {
    const levels = 200_000;
    const json = `${"[".repeat(levels)}${ID}${"]".repeat(levels)}`;
    expect(() => parseClientJson(json)).not.toThrow();
  });
});

describe("the digits of an id beyond 2^53 reach Qianfan", () => {
  it("from a variable by POST and by GET, from a literal, a default and a list of one", async () => {
    const { bodies, post, get } = await start();
    await post(MODEL, `{"id":${ID}}`);
    await get(MODEL, `{"id":${ID}}`);
    await post(`{ model(id: ${ID}) { name } }`, "{}");
    await post(`query ($id: ID! = ${ID}) { model(id: $id) { name } }`, "{}");
    await post(
      "query ($ids: [ID!]!) { models: modelVersions(ids: $ids) { description } }",
      `{"ids":${ID}}`,
    );
    expect(bodies.length).toBeGreaterThanOrEqual(5);
    for (const body of bodies) expect(body).toContain(`:${ID}`);
  });

  it("from each alias, where two differ in the last digit alone", async () => {
    const { bodies, post } = await start();
    await post(
      "query ($a: ID!, $b: ID!) { a: model(id: $a) { name } b: model(id: $b) { name } }",
      `{"a":${ID},"b":9007199254740992}`,
    );
    expect(bodies.sort()).toEqual(['{"modelId":9007199254740992}', `{"modelId":${ID}}`]);
  });

  it("from a list, so that no other task is deleted", async () => {
    const { bodies, post } = await start();
    const query =
      "mutation ($ids: [ID!]!) { deleteEvaluationTasks(ids: $ids) { deletions { outcome } userErrors { code } } }";
    await post(query, `{"ids":[${ID}]}`);
    expect(bodies.length).toBeGreaterThan(0);
    for (const body of bodies) expect(body).toContain(`:${ID}`);
  });

  it("from representations, as a variable and as a literal", async () => {
    const { bodies, post } = await start();
    const query = (given: string) =>
      `{ _entities(representations: ${given}) { ... on Model { name } } }`;
    const one = `{"__typename":"Model","id":${ID}}`;
    const withVariable = query("$r").replace("{", "query ($r: [_Any!]!) {");
    await post(withVariable, `{"r":[${one}]}`);
    await post(query(`[{ __typename: "Model", id: ${ID} }]`), "{}");
    expect(bodies).toEqual([`{"modelId":${ID}}`, `{"modelId":${ID}}`]);
  });

  it("from server-sent events by POST and by GET, and from a WebSocket", async () => {
    const { url, bodies, post, get } = await start();
    const accept = { accept: "text/event-stream" };
    await post(WATCH, `{"id":${ID}}`, accept);
    await get(WATCH, `{"id":${ID}}`, accept);
    const socket = new WebSocket(webSocketUrl({ url }), "graphql-transport-ws");
    onTestFinished(() => socket.terminate());
    await once(socket, "open");
    socket.send('{"type":"connection_init"}');
    await once(socket, "message");
    const payload = `{"query":${JSON.stringify(WATCH)},"variables":{"id":${ID}}}`;
    socket.send(`{"id":"1","type":"subscribe","payload":${payload}}`);
    await once(socket, "message");
    expect(bodies.length).toBeGreaterThanOrEqual(3);
    for (const body of bodies) expect(body).toBe(`{"id":${ID}}`);
  });
});

describe("JSON within an input", () => {
  const CREATE = `mutation ($input: CreateEvaluationTaskInput!) {
    createEvaluationTask(input: $input) { userErrors { code } } }`;
  const inputWith = (parameters: string, id: string) =>
    `{"input":{"name":"a","datasetId":${id},"rule":{"scoreModes":["ACCURACY"]},
      "versions":[{"modelVersionId":${id},"inferenceParameters":${parameters}}]}}`;
  const literal = (parameters: string, variables = "") => `mutation ${variables} {
    createEvaluationTask(input: { name: "a", datasetId: ${ID}, rule: { scoreModes: [ACCURACY] },
      versions: [{ modelVersionId: ${ID}, inferenceParameters: ${parameters} }] }) {
      userErrors { code } } }`;

  it("keeps every digit, from a variable, a literal, and a variable within a literal", async () => {
    const { bodies, post, logged } = await start();
    await post(CREATE, inputWith(`{"seed":${LONG},"more":[{"n":-${ID}}]}`, ID));
    await post(literal(`{ seed: ${LONG}, more: [{ n: -${ID} }] }`), "{}");
    await post(literal("{ inner: $seed }", "($seed: JSONObject)"), `{"seed":{"seed":${LONG}}}`);
    expect(bodies).toHaveLength(3);
    for (const body of bodies) {
      expect(body).toContain(`"seed":${LONG}`);
      expect(body).toContain(`"datasetId":${ID}`);
      expect(body).toContain(`"modelVersionId":${ID}`);
    }
    expect(bodies[0]).toContain(`"n":-${ID}`);
    expect(bodies[1]).toContain(`"n":-${ID}`);
    expect(logged.filter(({ msg }) => msg === "mutation")).toHaveLength(3);
  });

  it.each([
    ["1e400", "Infinity"],
    ["9".repeat(401), `${"9".repeat(60)}... (401 characters)`],
  ])("refuses what cannot be sent on, in both languages: %.10s", async (number, given) => {
    const { bodies, post } = await start();
    const byVariable = await post(CREATE, inputWith(`{"seed":[${number}]}`, "1"));
    expect(JSON.parse(byVariable).errors).toMatchObject([
      {
        extensions: {
          code: "BAD_USER_INPUT",
          problems: [{ path: ["$input", "versions", 0, "inferenceParameters", "seed", 0], given }],
        },
      },
    ]);
    const chinese = await post(literal(`{ seed: ${number} }`), "{}", { "accept-language": "zh" });
    expect(JSON.parse(chinese).errors).toMatchObject([
      {
        message: expect.stringContaining("应为：不超过 400 位的整数"),
        extensions: { code: "BAD_USER_INPUT" },
      },
    ]);
    expect(bodies).toEqual([]);
  });
});

it.each([
  ["ID", "9.007199254740993e15", "$v", "model(id: $v) { name }"],
  ["Int", LONG, "$v", "models(first: $v) { nodes { name } }"],
  ["[ID!]", `["1", ["${ID}", 9007199254740993.0]]`, null, "modelVersions(ids: [1]) { version }"],
  ["Float", LONG, "$v", "__typename @include(if: true)"],
  ["String", LONG, "$v", "__typename"],
])("refuses a number that %s cannot hold: %s", async (type, value, path, selection) => {
  const { bodies, post } = await start();
  const answer = JSON.parse(await post(`query ($v: ${type}) { ${selection} }`, `{"v":${value}}`));
  expect(answer.errors?.[0]?.extensions.code).toMatch(/BAD_USER_INPUT|GRAPHQL_VALIDATION_FAILED/);
  if (path && answer.errors[0].extensions.problems) {
    expect(answer.errors[0].extensions.problems[0].path).toEqual([path]);
  }
  expect(bodies).toEqual([]);
});

it("an integer as long as a body takes no time", async () => {
  const { bodies, post } = await start();
  const answer = JSON.parse(await post(MODEL, `{"id":${"7".repeat(900_000)}}`));
  expect(answer.errors[0].extensions.code).toBe("BAD_USER_INPUT");
  expect(bodies).toEqual([]);
});

it("an id in JSON within a text of Qianfan's keeps its digits", async () => {
  const version = {
    modelId: 1,
    modelIdStr: "am-4kq9trv2xw7b",
    modelVersionId: 2,
    modelVersionIdStr: "amv-8nzc3yh5pd1m",
    property: `{"jobId": ${LONG}}`,
    params: { input: `{"seed": {"maximum": ${LONG}}}`, output: "{}" },
  };
  const { post } = await start(JSON.stringify({ log_id: "1", result: version }));
  const query = `{ modelVersion(id: "amv-8nzc3yh5pd1m") {
    properties { name value } parameters { input } } }`;
  expect(JSON.parse(await post(query, "{}")).data.modelVersion).toEqual({
    properties: [{ name: "jobId", value: LONG }],
    parameters: { input: { seed: { maximum: LONG } } },
  });
});
