import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import { bearer, directory, identityProvider, tokensFile } from "../auth/kit.ts";
import { type Kit, startKit } from "../kit/index.ts";
import { overEventStream, overMultipart, overWebSocket, type Subscribe } from "../kit/subscribe.ts";

const RUNNING = `subscription { evaluationTaskUpdated(id: "ame-h9z1bgznokkg") { state } }`;
const BEAT_MS = 12_000;
const SETTINGS = {
  SUBSCRIPTION_HEARTBEAT_SECONDS: String(BEAT_MS / 1000),
  // No event comes in between.
  WATCH_MIN_INTERVAL_MS: "3600000",
  WATCH_MAX_INTERVAL_MS: "3600000",
};
const TRANSPORTS: Readonly<Record<string, Subscribe>> = {
  WebSocket: overWebSocket,
  "event stream": overEventStream,
  "parts of a response": overMultipart,
};

/** Changes the entry of a token, and waits until the server has read it. */
async function edit(kit: Kit, path: string, changed: object | null): Promise<void> {
  const { tokens } = JSON.parse(readFileSync(path, "utf8"));
  const kept = changed === null ? [] : [{ ...tokens[0], ...changed }];
  writeFileSync(path, JSON.stringify({ tokens: kept }));
  await vi.waitFor(
    () => expect(kit.logged.map(({ msg }) => msg)).toContain("the tokens have changed"),
    { timeout: 15_000 },
  );
}

describe.each(Object.entries(TRANSPORTS))("a subscription over %s", (_, subscribe) => {
  it.each([
    ["was taken out of the file", null, "UNAUTHENTICATED"],
    ["has expired", { expires: "2020-01-01T00:00:00Z" }, "UNAUTHENTICATED"],
    ["has lost the scope", { scopes: ["publish"] }, "FORBIDDEN"],
    ["is bound to another account", { account: "b" }, "UNAUTHENTICATED"],
  ])("ends at the next heartbeat when its token %s, with its poll", async (_, changed, code) => {
    const accounts = join(directory(), "accounts.json");
    const b = { name: "b", accessKey: "c".repeat(32), secretKey: "d".repeat(32) };
    writeFileSync(accounts, JSON.stringify({ accounts: [b] }));
    const { path, tokens } = tokensFile({ account: "default" });
    const kit = await startKit({
      settings: { ...SETTINGS, TOKENS_FILE: path, ACCOUNTS_FILE: accounts },
    });
    const results = subscribe(kit, RUNNING, {}, bearer(tokens[0] ?? ""));
    expect((await results.next()).value?.data).toBeTruthy();
    await edit(kit, path, changed);
    kit.upstream();
    kit.time.pass(BEAT_MS);
    const { value: last } = await results.next();
    expect(last?.data ?? null).toBeNull();
    expect(last?.errors?.[0]?.extensions.code).toBe(code);
    expect((await results.next()).done).toBe(true);
    await results.return();
    expect(kit.upstream()).toEqual([]);
    await vi.waitFor(() => expect(kit.time.scheduled.some((due) => due > 300_000)).toBe(false));
  });

  it("goes on over heartbeats while its token holds, and asks Qianfan nothing for them", async () => {
    const { path, tokens } = tokensFile({});
    const kit = await startKit({ settings: { ...SETTINGS, TOKENS_FILE: path } });
    const results = subscribe(kit, RUNNING, {}, bearer(tokens[0] ?? ""));
    expect((await results.next()).value?.data).toBeTruthy();
    kit.upstream();
    for (let beats = 0; beats < 3; beats += 1) {
      kit.time.pass(BEAT_MS / 2);
      await kit.query("{ __typename }", {}, bearer(tokens[0] ?? ""));
    }
    expect(kit.upstream()).toEqual([]);
    const again = subscribe(kit, RUNNING, {}, bearer(tokens[0] ?? ""));
    expect((await again.next()).value?.data).toBeTruthy();
  });

  it("has as many as the setting allows of one caller, and no fewer of another", async () => {
    const { path, tokens } = tokensFile({ name: "ann" }, { name: "bob" });
    const kit = await startKit({
      settings: { ...SETTINGS, TOKENS_FILE: path, SUBSCRIPTIONS_MAX_PER_CALLER: "2" },
    });
    const [ann = "", bob = ""] = tokens;
    const first = subscribe(kit, RUNNING, {}, bearer(ann));
    expect((await first.next()).value?.data).toBeTruthy();
    // Over the other transport, which counts with it.
    const second = overEventStream(kit, RUNNING, {}, bearer(ann));
    expect((await second.next()).value?.data).toBeTruthy();
    const third = await subscribe(kit, RUNNING, {}, bearer(ann)).next();
    expect(third.value?.errors?.[0]).toMatchObject({
      message: expect.stringContaining("No more than 2 subscriptions may be open for one caller."),
      extensions: { code: "SUBSCRIPTION_LIMIT_EXCEEDED" },
    });
    const other = await subscribe(kit, RUNNING, {}, bearer(bob)).next();
    expect(other.value?.data).toBeTruthy();
    await second.return();
    await vi.waitFor(
      async () => {
        const again = subscribe(kit, RUNNING, {}, bearer(ann));
        expect((await again.next()).value?.data).toBeTruthy();
      },
      { timeout: 10_000 },
    );
  });
});

describe("a subscription with a JWT", () => {
  it("is looked at when the JWT expires, before the next heartbeat", async () => {
    const { settings, sign } = await identityProvider();
    const kit = await startKit({
      settings: { ...SETTINGS, ...settings, SUBSCRIPTION_HEARTBEAT_SECONDS: "3600" },
    });
    const results = overEventStream(kit, RUNNING, {}, bearer(await sign({}, "60s")));
    expect((await results.next()).value?.data).toBeTruthy();
    // The clock may be wrong by five seconds.
    const until = kit.time.scheduled.filter((due) => due > 50_000 && due <= 65_000);
    expect(until).toHaveLength(1);
  });
});

describe("a page of another site", () => {
  const get = (kit: Kit, headers: Record<string, string>) => {
    const url = new URL(kit.url);
    url.searchParams.set(
      "query",
      `subscription { evaluationTaskUpdated(id: "ame-5wz1kd8qh3vn") { state } }`,
    );
    return fetch(url, { headers: { accept: "text/event-stream", ...headers } });
  };

  it("cannot open an event stream on a server without callers", async () => {
    const kit = await startKit({ settings: { CORS_ORIGINS: "https://ours.example" } });
    const foreign: Record<string, string>[] = [
      { origin: "https://theirs.example" },
      { origin: "null" },
      { "sec-fetch-site": "cross-site" },
      { "sec-fetch-site": "same-site", "sec-fetch-mode": "no-cors" },
    ];
    for (const headers of foreign) {
      const response = await get(kit, headers);
      expect(response.status).toBe(403);
      const { errors } = await response.json();
      expect(errors[0].extensions).toEqual({
        code: "ORIGIN_NOT_ALLOWED",
        retryable: false,
        requestId: expect.any(String),
      });
    }
    expect(kit.upstream()).toEqual([]);
  });

  it("can where its origin is allowed, as the server's own pages and programs can", async () => {
    const kit = await startKit({ settings: { CORS_ORIGINS: "https://ours.example" } });
    const ours: Record<string, string>[] = [
      { origin: "https://ours.example", "sec-fetch-site": "cross-site" },
      { origin: new URL(kit.url).origin, "sec-fetch-site": "same-origin" },
      { "sec-fetch-site": "same-origin" },
      { "sec-fetch-site": "none" },
      {},
    ];
    for (const headers of ours) {
      const response = await get(kit, headers);
      expect([response.status, await response.text()]).toEqual([
        200,
        expect.stringContaining(`"DONE"`),
      ]);
    }
    const anywhere = await startKit({ settings: { CORS_ORIGINS: "*" } });
    expect((await get(anywhere, { origin: "https://theirs.example" })).status).toBe(200);
  });
});
