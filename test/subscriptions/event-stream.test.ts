import { createClient } from "graphql-sse";
import { describe, expect, it, vi } from "vitest";
import { type Kit, startKit } from "../kit/index.ts";

const RUNNING = `subscription { evaluationTaskUpdated(id: "ame-h9z1bgznokkg") { state } }`;
const FINAL = `subscription { evaluationTaskUpdated(id: "ame-5wz1kd8qh3vn") { state } }`;
const ACCEPT = { accept: "text/event-stream" };

function get(kit: Kit, query: string, headers: Record<string, string> = ACCEPT) {
  const url = new URL(kit.url);
  url.searchParams.set("query", query);
  return fetch(url, { headers });
}

async function pieces(response: Response) {
  if (!response.body) throw new Error("There is no body");
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  return {
    next: async () => (await reader.read()).value ?? "",
    leave: () => reader.cancel(),
  };
}

describe("an event stream", () => {
  it("is what curl sees: a comment, each event, and its completion", async () => {
    const kit = await startKit();
    const response = await get(kit, FINAL);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "no-store, no-transform",
      "x-accel-buffering": "no",
    });
    expect(await response.text()).toMatchInlineSnapshot(`
      ":

      event: next
      data: {"data":{"evaluationTaskUpdated":{"state":"DONE"}}}

      event: complete
      data: 

      "
    `);
  });

  it("takes variables by GET and POST, also from a client that names other types behind it", async () => {
    const kit = await startKit();
    const query = "subscription ($id: ID!) { evaluationTaskUpdated(id: $id) { state } }";
    const url = new URL(kit.url);
    url.searchParams.set("query", query);
    url.searchParams.set("variables", JSON.stringify({ id: "5901" }));
    const accept = "text/event-stream, multipart/mixed";
    expect(await (await fetch(url, { headers: { accept } })).text()).toContain(`"DONE"`);
    const posted = await fetch(kit.url, {
      method: "POST",
      headers: { accept, "content-type": "application/json" },
      body: JSON.stringify({ query, variables: { id: "5901" } }),
    });
    expect(await posted.text()).toContain(`"DONE"`);
  });

  it("is not what a client gets that would rather have JSON, and lists it last", async () => {
    const kit = await startKit();
    const response = await fetch(kit.url, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        accept: "application/graphql-response+json, application/json, text/event-stream",
      },
      body: JSON.stringify({ query: "{ __typename }" }),
    });
    expect(await response.json()).toEqual({ data: { __typename: "Query" } });
  });

  it("is where a subscription is sent that asks for JSON", async () => {
    const kit = await startKit();
    const response = await fetch(kit.url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ query: RUNNING }),
    });
    expect(response.status).toBe(406);
    expect((await response.json()).errors[0].message).toBe(
      "Subscribe with `Accept: text/event-stream`, or over a WebSocket at this same path.",
    );
    expect(kit.upstream()).toEqual([]);
  });

  it("is refused with the fitting status when the request is none: method, type, query, size", async () => {
    const kit = await startKit({ settings: { MAX_BODY_BYTES: "1000" } });
    const post = (body: string, type = "application/json") =>
      fetch(kit.url, { method: "POST", headers: { ...ACCEPT, "content-type": type }, body });
    const variables = new URL(kit.url);
    variables.searchParams.set("query", RUNNING);
    variables.searchParams.set("variables", "{");
    const answers = await Promise.all([
      fetch(kit.url, { method: "PUT", headers: ACCEPT }),
      fetch(kit.url, { headers: ACCEPT }),
      fetch(variables, { headers: ACCEPT }),
      post("{"),
      post("[]"),
      post(JSON.stringify({ query: RUNNING }), "text/plain"),
      post(JSON.stringify({ query: RUNNING, variables: [] })),
      post(JSON.stringify({ query: RUNNING + " ".repeat(1000) })),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([405, 400, 400, 400, 400, 400, 400, 413]);
    expect(kit.upstream()).toEqual([]);
  });

  it("runs no mutation, by GET or POST", async () => {
    const kit = await startKit();
    const mutation = `mutation { stopEvaluationTask(id: "5909") { userErrors { code } } }`;
    expect(await (await get(kit, mutation)).text()).toContain("Only subscriptions");
    expect(kit.upstream()).toEqual([]);
  });

  it("carries a sign of life through proxies", async () => {
    const kit = await startKit({ settings: { SUBSCRIPTION_HEARTBEAT_SECONDS: "12" } });
    const { next, leave } = await pieces(await get(kit, RUNNING));
    let start = await next();
    while (!start.includes("DOING")) start += await next();
    kit.time.pass(12_000);
    expect(await next()).toBe(":\n\n");
    kit.time.pass(12_000);
    expect(await next()).toBe(":\n\n");
    await leave();
    await vi.waitFor(() => expect(kit.time.scheduled).toEqual([]));
  });

  it("counts among the subscriptions that may be open", async () => {
    const kit = await startKit({ settings: { SUBSCRIPTIONS_MAX: "1" } });
    const { next, leave } = await pieces(await get(kit, RUNNING));
    let start = await next();
    while (!start.includes("DOING")) start += await next();
    expect(await (await get(kit, RUNNING)).text()).toContain("SUBSCRIPTION_LIMIT_EXCEEDED");
    await leave();
    await vi.waitFor(async () =>
      expect(await (await get(kit, FINAL)).text()).toContain("complete"),
    );
  });

  it("ends without `complete` when the server stops, so that clients connect again", async () => {
    const kit = await startKit();
    const response = await get(kit, RUNNING);
    let retries = 0;
    const client = createClient({
      url: kit.url,
      retryAttempts: 1,
      retry: async () => {
        retries += 1;
      },
    });
    const results = client.iterate({ query: RUNNING });
    await results.next();
    const next = results.next();
    await Promise.all([kit.stop(), expect(next).rejects.toBeDefined()]);
    expect(retries).toBe(1);
    const text = await response.text();
    expect(text).toContain("event: next");
    expect(text).not.toContain("complete");
    await vi.waitFor(() => expect(kit.time.scheduled).toEqual([]));
  });
});
