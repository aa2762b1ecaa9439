import { describe, expect, it, onTestFinished } from "vitest";
import { type Answer, type Kit, startKit } from "../kit/index.ts";
import {
  overEventStream,
  overMultipart,
  overWebSocket,
  rest,
  type Subscribe,
} from "../kit/subscribe.ts";

/** More often than it takes for a query to be known anywhere. */
const OFTEN = 45;
const PATIENCE_MS = 60_000;

interface Asked {
  readonly query: string;
  readonly variables?: unknown;
  readonly operationName?: string;
}

interface Answered {
  readonly status: number;
  readonly answer: Answer;
}

type Send = (kit: Kit, asked: Asked) => Promise<Answered>;

const byPost: Send = async ({ url }, asked) =>
  answered(
    await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json", "x-request-id": "always" },
      body: JSON.stringify(asked),
    }),
  );

const byGet: Send = async ({ url }, { query, variables = {}, operationName }) => {
  const parameters = new URLSearchParams({
    query,
    variables: JSON.stringify(variables),
    ...(operationName ? { operationName } : {}),
  });
  const headers = { "apollo-require-preflight": "true" };
  return answered(await fetch(`${url}?${parameters}`, { headers }));
};

async function answered(response: Response): Promise<Answered> {
  return { status: response.status, answer: (await response.json()) as Answer };
}

/** What is asked again and again, and the text of the data that the GraphQL specification demands. */
async function expectAlways(kit: Kit, asked: Asked, data: string): Promise<void> {
  for (let time = 1; time <= OFTEN; time += 1) {
    const { status, answer } = await wayAt(time, asked)(kit, asked);
    // As text, for the order of its members, and for one that is named __proto__.
    const told = { time, status, data: JSON.stringify(answer.data), errors: answer.errors };
    expect(told).toEqual({ time, status: 200, data, errors: undefined });
  }
}

/** Most times by POST; by GET now and then, where that is allowed. */
function wayAt(time: number, { query }: Asked): Send {
  return time % 10 === 0 && !query.startsWith("mutation") ? byGet : byPost;
}

/** What is refused each time as it is the first time. */
async function expectAlwaysRefused(kit: Kit, asked: Asked): Promise<Answered> {
  const first = await byPost(kit, asked);
  expect(first.answer.errors).toHaveLength(1);
  for (let time = 2; time <= OFTEN; time += 1) {
    expect({ time, ...(await byPost(kit, asked)) }).toEqual({ time, ...first });
  }
  return first;
}

/** @returns how many promises were rejected with nobody to take it. */
function unhandledRejections(): () => number {
  let count = 0;
  const onRejection = () => {
    count += 1;
  };
  process.on("unhandledRejection", onRejection);
  onTestFinished(() => void process.off("unhandledRejection", onRejection));
  return () => count;
}

interface Row extends Asked {
  readonly is: string;
  readonly data: string;
}

const F = "fragment F on Model { name }";
const X_AND_Y = (first: string) =>
  `{ x: model(id: 13410) { ${first} } y: model(id: 13455) { ...F } } ${F}`;
const Y_ALONE = `{"x":{},"y":{"name":"外部导入模型"}}`;
const NESTED = `{ ...A @include(if: $m) ...B } } fragment A on Model { ...N description }
  fragment B on Model { ...N id } fragment N on Model { name }`;

const ROWS: Row[] = [
  {
    is: "a fragment that is left out in one place and not in another",
    query: `query ($a: Boolean!) ${X_AND_Y("...F @include(if: $a)")}`,
    variables: { a: false },
    data: Y_ALONE,
  },
  {
    is: "a fragment that is skipped in one place and not in another",
    query: `query ($a: Boolean!) ${X_AND_Y("...F @skip(if: $a)")}`,
    variables: { a: true },
    data: Y_ALONE,
  },
  {
    is: "a fragment that a literal leaves out in one place",
    query: X_AND_Y("...F @include(if: false)"),
    data: Y_ALONE,
  },
  {
    is: "a fragment that a literal skips in one place",
    query: X_AND_Y("...F @skip(if: true)"),
    data: Y_ALONE,
  },
  {
    is: "a fragment that a default value leaves out in one place",
    query: `query ($a: Boolean = false) ${X_AND_Y("...F @include(if: $a)")}`,
    data: Y_ALONE,
  },
  {
    is: "an inline fragment that is left out, round a fragment that is not",
    query: `query ($a: Boolean!) ${X_AND_Y("... @include(if: $a) { ...F }")}`,
    variables: { a: false },
    data: Y_ALONE,
  },
  {
    is: "a fragment that is left out and spread again beside it",
    query: `{ model(id: 13410) { ...F @skip(if: true) ...F } } ${F}`,
    data: `{"model":{"name":"客服助手"}}`,
  },
  {
    is: "a fragment within one that is left out and one that is not",
    query: `query ($m: Boolean!) { model(id: 13410) ${NESTED}`,
    variables: { m: false },
    data: `{"model":{"name":"客服助手","id":"am-4kq9trv2xw7b"}}`,
  },
  {
    is: "the same through _entities",
    query: `query ($m: Boolean!, $r: [_Any!]!) { _entities(representations: $r) ${NESTED}`,
    variables: { m: false, r: [{ __typename: "Model", id: "13410" }] },
    data: `{"_entities":[{"name":"客服助手","id":"am-4kq9trv2xw7b"}]}`,
  },
  {
    is: "a fragment on a member of a union that is left out in one place",
    query: `query ($a: Boolean!) {
      x: modelVersion(id: 16022) { origin { ...T @include(if: $a) } }
      y: modelVersion(id: 16088) { origin { ...T ...U } }
    } fragment T on TrainOrigin { text } fragment U on ModelVersionOrigin { __typename ...T }`,
    variables: { a: false },
    data: `{"x":{"origin":{}},"y":{"origin":{"text":"Train","__typename":"TrainOrigin"}}}`,
  },
  {
    is: "members in the order in which they are asked for, whatever was left out before",
    query: `{ model(id: 13410) { ... @skip(if: true) { sourceText } __typename sourceText } }`,
    data: `{"model":{"__typename":"Model","sourceText":"UserCreate"}}`,
  },
  {
    is: "a member of an input object by a variable that is not given",
    query:
      "query ($d: OrderDirection) { models(orderBy: {direction: $d}) { nodes { numericId } } }",
    data: `{"models":{"nodes":[{"numericId":"13460"},{"numericId":"13455"},{"numericId":"13410"},{"numericId":"13471"}]}}`,
  },
  {
    is: "a member of an input object within a list by a variable",
    query:
      "query ($t: ModelType!, $n: String) { models(filter: {types: [$t], name: $n}) { totalCount } }",
    variables: { t: "IMAGE_GENERATION" },
    data: `{"models":{"totalCount":1}}`,
  },
  {
    is: "objects at places whose names joined are another's",
    query: `{ v1: modelVersion(id: 16022) { model { name description trainType } }
      model_v1: model(id: 13410) { id } }`,
    data: `{"v1":{"model":{"name":"客服助手","description":"","trainType":"ernieBotLite-Speed"}},"model_v1":{"id":"am-4kq9trv2xw7b"}}`,
  },
  {
    is: "the same the other way round, through units",
    query: `{ t_units: modelVersion(id: 16022) { id }
      t: evaluationTask(id: "ame-s9m7btjxlfkl") { units { v: modelVersion { framework } } } }`,
    data: `{"t_units":{"id":"amv-8nzc3yh5pd1m"},"t":{"units":[{"v":{"framework":"paddlepaddle"}},{"v":{"framework":"paddlepaddle"}}]}}`,
  },
  {
    is: "an alias __proto__",
    query: "{ model(id: 13410) { __proto__: name id } }",
    data: `{"model":{"__proto__":"客服助手","id":"am-4kq9trv2xw7b"}}`,
  },
  {
    is: "an alias __proto__ of an object, in a list",
    query: `{ evaluationTask(id: "ame-s9m7btjxlfkl") { units { __proto__: model { id } version } } }`,
    data: `{"evaluationTask":{"units":[{"__proto__":{"id":"am-4kq9trv2xw7b"},"version":"1"},{"__proto__":{"id":"am-4kq9trv2xw7b"},"version":"2"}]}}`,
  },
  {
    is: "aliases that every object has",
    query:
      "{ model(id: 13410) { constructor: name toString: id hasOwnProperty: name then: name } }",
    data: `{"model":{"constructor":"客服助手","toString":"am-4kq9trv2xw7b","hasOwnProperty":"客服助手","then":"客服助手"}}`,
  },
  {
    is: "a mutation with a fragment that is left out in one place",
    query: `mutation ($a: Boolean!) {
      x: deleteModels(ids: [13410], dryRun: true) { deletions { model { ...F @include(if: $a) } } }
      y: deleteModels(ids: [13455], dryRun: true) { deletions { __proto__: model { ...F } } }
    } ${F}`,
    variables: { a: false },
    data: `{"x":{"deletions":[{"model":{}}]},"y":{"deletions":[{"__proto__":{"name":"外部导入模型"}}]}}`,
  },
];

describe("the answer is the specification's, the first time and ever after, to", () => {
  it.each(ROWS)(
    "$is",
    async ({ query, variables, data }) => {
      const kit = await startKit();
      await expectAlways(kit, { query, variables }, data);
    },
    PATIENCE_MS,
  );

  it(
    "either value of a condition, whichever came before",
    async () => {
      const kit = await startKit();
      const query = `query ($a: Boolean!) ${X_AND_Y("...F @include(if: $a)")}`;
      const both = `{"x":{"name":"客服助手"},"y":{"name":"外部导入模型"}}`;
      await expectAlways(kit, { query, variables: { a: true } }, both);
      await expectAlways(kit, { query, variables: { a: false } }, Y_ALONE);
      await expectAlways(kit, { query, variables: { a: true } }, both);
    },
    PATIENCE_MS,
  );

  it(
    "each operation of a document, whichever came before",
    async () => {
      const kit = await startKit();
      const query = `query A($a: Boolean!) { model(id: 13410) { ...F @include(if: $a) } }
      query B { model(id: 13410) { ...F } } ${F}`;
      const a = { query, operationName: "A", variables: { a: false } };
      const b = { query, operationName: "B" };
      await expectAlways(kit, a, `{"model":{}}`);
      await expectAlways(kit, b, `{"model":{"name":"客服助手"}}`);
      await expectAlways(kit, a, `{"model":{}}`);
    },
    PATIENCE_MS,
  );
});

describe("what is refused the first time is refused ever after:", () => {
  it(
    "a condition that is null, which ends no process",
    async () => {
      const kit = await startKit();
      const rejections = unhandledRejections();
      const query = `query ($more: Boolean = true) {
      model(id: "13410") { id name @include(if: $more) } }`;
      const named = `{"model":{"id":"am-4kq9trv2xw7b","name":"客服助手"}}`;
      await expectAlways(kit, { query, variables: {} }, named);
      const refused = await expectAlwaysRefused(kit, { query, variables: { more: null } });
      expect(refused.answer.data?.model ?? null).toBeNull();
      expect(refused.answer.errors?.[0]?.message).toContain("$more is null");
      await expectAlways(kit, { query, variables: {} }, named);
      expect(rejections()).toBe(0);
    },
    PATIENCE_MS,
  );

  it.each<[string, Asked, number]>([
    [
      "a list in the place of an object",
      {
        query: "query ($f: ModelFilter) { models(filter: $f) { totalCount } }",
        variables: { f: [] },
      },
      400,
    ],
    [
      "null for a member that may not be null",
      {
        query: "query ($d: OrderDirection!) { models(orderBy: {direction: $d}) { totalCount } }",
        variables: { d: null },
      },
      400,
    ],
    [
      "a variable that is missing",
      { query: "query ($id: ID!) { model(id: $id) { id } }", variables: {} },
      400,
    ],
    ["variables that are a list", { query: "{ __typename }", variables: [] }, 400],
  ])(
    "%s",
    async (_, asked, status) => {
      const kit = await startKit();
      const good = { f: {}, d: "ASC", id: "13410" };
      const { query } = asked;
      for (let time = 1; time <= OFTEN; time += 1) {
        const { answer } = await byPost(kit, { query, variables: good });
        expect(answer.errors).toBeUndefined();
      }
      expect(await expectAlwaysRefused(kit, asked)).toMatchObject({ status });
    },
    60_000,
  );

  it(
    "an operation's name that the document has not, even where both joined are known",
    async () => {
      const kit = await startKit();
      const data = `{"model":{"name":"客服助手"}}`;
      await expectAlways(kit, { query: "query\n{ model(id: 13410) { name } }" }, data);
      const named = { query: "{ model(id: 13410) { name } }", operationName: "query" };
      expect(await expectAlwaysRefused(kit, named)).toMatchObject({ status: 400 });
      await expectAlways(kit, { query: named.query }, data);
    },
    PATIENCE_MS,
  );
});

const WAYS: [string, Subscribe][] = [
  ["over a WebSocket", overWebSocket],
  ["as server-sent events", overEventStream],
  ["as parts of a response", overMultipart],
];

describe.each(WAYS)("an event of a subscription, %s,", (_, subscribe) => {
  const id = "ame-s9m7btjxlfkl";

  it(
    "is the specification's answer, the first time and ever after",
    async () => {
      const kit = await startKit();
      const query = `subscription ($id: ID!, $a: Boolean!) { evaluationTaskUpdated(id: $id) {
      units { x: model { ...F @include(if: $a) } __proto__: modelVersion { model { ...F } } } }
    } ${F}`;
      const unit = `{"x":{},"__proto__":{"model":{"name":"客服助手"}}}`;
      for (let time = 1; time <= OFTEN; time += 1) {
        const events = await rest(subscribe(kit, query, { id, a: false }));
        expect(events.map((event) => JSON.stringify(event))).toEqual([
          `{"data":{"evaluationTaskUpdated":{"units":[${unit},${unit}]}}}`,
        ]);
      }
    },
    PATIENCE_MS,
  );

  it("with a condition that is null is an error, and ends no process", async () => {
    const kit = await startKit();
    const rejections = unhandledRejections();
    const query = `subscription ($id: ID!, $more: Boolean = true) {
      evaluationTaskUpdated(id: $id) { id name @include(if: $more) } }`;
    for (let time = 1; time <= 3; time += 1) {
      const events = await rest(subscribe(kit, query, { id, more: null }));
      expect(events.flatMap(({ errors }) => errors?.map(({ message }) => message))).toEqual([
        expect.stringContaining("$more is null"),
      ]);
    }
    expect(await rest(subscribe(kit, query, { id }))).toEqual([
      { data: { evaluationTaskUpdated: { id, name: "客服助手_已停止" } } },
    ]);
    expect(rejections()).toBe(0);
  });
});
