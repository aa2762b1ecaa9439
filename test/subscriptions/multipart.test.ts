import { describe, expect, it, vi } from "vitest";
import { type Kit, startKit } from "../kit/index.ts";

const RUNNING = `subscription { evaluationTaskUpdated(id: "ame-h9z1bgznokkg") { state } }`;
const FINAL = `subscription { evaluationTaskUpdated(id: "ame-5wz1kd8qh3vn") { state } }`;
const ACCEPT = 'multipart/mixed;subscriptionSpec="1.0", application/json';

function post(kit: Pick<Kit, "url">, body: object, headers: Record<string, string> = {}) {
  return fetch(kit.url, {
    method: "POST",
    headers: { "content-type": "application/json", accept: ACCEPT, ...headers },
    body: JSON.stringify(body),
  });
}

/** The contents of each part of a whole response. */
function parts(text: string): unknown[] {
  const [preamble, ...rest] = text.split("\r\n--graphql");
  expect(preamble).toBe("");
  expect(rest.pop()).toBe("--\r\n");
  return rest.map((part) => {
    const [header, content] = part.split("\r\n\r\n");
    expect(header).toBe("\r\ncontent-type: application/json");
    return JSON.parse(content ?? "");
  });
}

async function pieces(response: Response) {
  if (!response.body) throw new Error("There is no body");
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  return {
    next: async () => (await reader.read()).value ?? "",
    leave: () => reader.cancel(),
  };
}

describe("a multipart subscription", () => {
  it("is a part for each result, the boundary behind it, and a final boundary", async () => {
    const kit = await startKit();
    const response = await post(kit, { query: FINAL });
    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      "content-type": 'multipart/mixed;boundary="graphql";subscriptionSpec="1.0"',
      "cache-control": "no-store, no-transform",
      "x-accel-buffering": "no",
    });
    const text = await response.text();
    expect(text.split("\r\n")).toEqual([
      "",
      "--graphql",
      "content-type: application/json",
      "",
      "{}",
      "--graphql",
      "content-type: application/json",
      "",
      '{"payload":{"data":{"evaluationTaskUpdated":{"state":"DONE"}}}}',
      "--graphql--",
      "",
    ]);
  });

  it.each([
    'multipart/mixed;boundary="graphql";subscriptionSpec="1.0",application/json',
    "multipart/mixed;boundary=graphql;subscriptionSpec=1.0,application/graphql-response+json",
    "application/json, multipart/mixed; subscriptionSpec=1.0",
    'Multipart/Mixed; SubscriptionSpec="1.0"',
    "multipart/mixed;subscriptionSpec=1.0, text/event-stream;q=0.5",
  ])("is what a client gets that sends Accept: %s", async (accept) => {
    const kit = await startKit();
    const variables = { id: "5901" };
    const query = "subscription ($id: ID!) { evaluationTaskUpdated(id: $id) { state } }";
    const response = await post(kit, { query, variables }, { accept });
    expect(parts(await response.text())).toEqual([
      {},
      { payload: { data: { evaluationTaskUpdated: { state: "DONE" } } } },
    ]);
  });

  it.each([
    ["multipart/mixed, application/json", "no specification of subscriptions", 406],
    ['multipart/mixed;subscriptionSpec="2.0", application/json', "another version", 406],
    ['multipart/mixed;subscriptionSpec="1.0";q=0.1, application/json', "JSON preferred", 406],
    ["text/event-stream, multipart/mixed;subscriptionSpec=1.0;q=0.5", "events preferred", 200],
  ])("is not what a client gets that sends Accept: %s (%s)", async (accept, _, status) => {
    const kit = await startKit();
    const response = await post(kit, { query: FINAL }, { accept });
    expect(response.status).toBe(status);
    expect(response.headers.get("content-type")).not.toContain("multipart");
    await response.text();
  });

  it("is not opened by GET, which any page may send", async () => {
    const kit = await startKit();
    const url = `${kit.url}?query=${encodeURIComponent(FINAL)}`;
    const response = await fetch(url, { headers: { accept: ACCEPT } });
    expect(response.status).toBe(400);
    expect(kit.upstream()).toEqual([]);
  });

  it("carries what refuses it as the one payload, in the client's language", async () => {
    const kit = await startKit();
    const refused = async (query: string) =>
      parts(await (await post(kit, { query }, { "accept-language": "zh" })).text());
    const error = (code: string) => ({ payload: { errors: [{ extensions: { code } }] } });
    expect(await refused("subscription { nothing }")).toMatchObject([
      {},
      error("GRAPHQL_VALIDATION_FAILED"),
    ]);
    expect(await refused("{ __typename }")).toMatchObject([{}, error("BAD_REQUEST")]);
    expect(await refused(`mutation { stopEvaluationTask(id: "5909") { userErrors { code } } }`)) //
      .toMatchObject([{}, error("BAD_REQUEST")]);
    expect(kit.upstream()).toEqual([]);
    const missing = FINAL.replace("ame-5wz1kd8qh3vn", "ame-000000000000");
    expect(await refused(missing)).toMatchObject([
      {},
      { payload: { errors: [{ message: /不存在/, path: ["evaluationTaskUpdated"] }] } },
    ]);
  });

  it("is refused with the fitting status when the request is none: body, type, size, caller", async () => {
    const kit = await startKit({ settings: { MAX_BODY_BYTES: "1000" } });
    const raw = (body: string, type = "application/json") =>
      fetch(kit.url, {
        method: "POST",
        headers: { accept: ACCEPT, "content-type": type },
        body,
      });
    const answers = await Promise.all([
      raw("{"),
      raw("[]"),
      raw(JSON.stringify({ query: RUNNING }), "text/plain"),
      raw(JSON.stringify({ query: RUNNING + " ".repeat(1000) })),
      post(kit, { query: RUNNING }, { origin: "https://elsewhere.example" }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([400, 400, 400, 413, 403]);
    expect(kit.upstream()).toEqual([]);
  });

  it("carries heartbeats, and counts among the subscriptions that may be open", async () => {
    const kit = await startKit({
      settings: { SUBSCRIPTION_HEARTBEAT_SECONDS: "12", SUBSCRIPTIONS_MAX: "1" },
    });
    const { next, leave } = await pieces(await post(kit, { query: RUNNING }));
    let start = await next();
    while (!start.includes("DOING")) start += await next();
    kit.time.pass(12_000);
    expect(await next()).toBe("\r\ncontent-type: application/json\r\n\r\n{}\r\n--graphql");
    const second = await post(kit, { query: RUNNING });
    expect(parts(await second.text())).toMatchObject([
      {},
      { payload: { errors: [{ extensions: { code: "SUBSCRIPTION_LIMIT_EXCEEDED" } }] } },
    ]);
    await leave();
    await vi.waitFor(() => expect(kit.time.scheduled).toEqual([]));
  });

  it("ends with a transport error when the server stops, so that clients subscribe again", async () => {
    const kit = await startKit();
    const response = await post(kit, { query: RUNNING });
    const text = response.text();
    await vi.waitFor(() => expect(kit.upstream()).toContain("eval/detail"));
    await kit.stop();
    expect(parts(await text).at(-1)).toEqual({
      payload: null,
      errors: [
        {
          message: "The server restarts, which ends this subscription. Subscribe again.",
          extensions: {
            code: "SUBSCRIPTION_INTERRUPTED",
            retryable: true,
            requestId: expect.any(String),
          },
        },
      ],
    });
    await vi.waitFor(() => expect(kit.time.scheduled).toEqual([]));
  });
});
