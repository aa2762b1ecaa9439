import { describe, expect, it } from "vitest";
import { z } from "zod";
import { authorization, signingTimestamp } from "../../src/datasources/qianfan/http/sign.ts";
import { AuthRefusal } from "../../src/emulator/auth/refusal.ts";
import { verify } from "../../src/emulator/auth/verify.ts";
import { DEMO_ACCOUNT, type Emulator } from "../../src/emulator/index.ts";
import vectors from "../fixtures/auth-vectors.json" with { type: "json" };
import { send } from "./client.ts";
import { seconds, start } from "./start.ts";

const PATH = "/wenxinworkshop/modelrepo/modelDetail";
const BODY = JSON.stringify({ modelId: 2 });

const texts = z.record(z.string(), z.string());
const vectorForm = z.object({
  name: z.string(),
  ak: z.string(),
  sk: z.string(),
  method: z.string(),
  path: z.string(),
  query: texts,
  headers: texts,
  timestamp: z.string(),
  authorization: z.string(),
});
const divergenceForm = vectorForm.omit({ authorization: true }).extend({
  sameSignature: z.boolean(),
  python: z.object({ authorization: z.string() }),
  javascript: z.object({ authorization: z.string() }),
});

describe("the signature check", () => {
  const lowerCase = (headers: Record<string, string>) =>
    Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));

  function check(
    vector: Omit<z.output<typeof vectorForm>, "authorization">,
    header: string,
    now = new Date(vector.timestamp),
  ) {
    const account = { accessKey: vector.ak, secretKey: vector.sk, userId: 1 };
    const request = {
      ...vector,
      headers: { ...lowerCase(vector.headers), authorization: header },
    };
    return verify(request, new Map([[vector.ak, { account }]]), now).account;
  }

  const all = z.array(vectorForm).parse(vectors.vectors);

  it.each(all.map((vector) => [vector.name, vector] as const))("accepts %s", (_, vector) => {
    expect(check(vector, vector.authorization).accessKey).toBe(vector.ak);
  });

  const divergences = z.array(divergenceForm).parse(vectors.divergences);

  it.each(
    divergences
      .filter(({ sameSignature, name }) => sameSignature && name !== "raw-path-with-space")
      .map((divergence) => [divergence.name, divergence] as const),
  )("accepts what both of Baidu's signers make of %s", (_, divergence) => {
    expect(check(divergence, divergence.python.authorization).accessKey).toBe(divergence.ak);
    expect(check(divergence, divergence.javascript.authorization).accessKey).toBe(divergence.ak);
  });

  it("follows the documents where Baidu's signers differ from them", () => {
    const find = (name: string) => {
      const found = divergences.find((divergence) => divergence.name === name);
      if (!found) throw new Error(name);
      return found;
    };
    const key = find("query-key-needs-encoding");
    expect(check(key, key.python.authorization).accessKey).toBe(key.ak);
    expect(() => check(key, key.javascript.authorization)).toThrow(AuthRefusal);
    const parameter = find("query-named-authorization");
    expect(check(parameter, parameter.javascript.authorization).accessKey).toBe(parameter.ak);
    expect(() => check(parameter, parameter.python.authorization)).toThrow(AuthRefusal);
  });

  it.each([
    ["at the last moment", 1800, true],
    ["a second too late", 1801, false],
    ["15 minutes early", -900, true],
    ["more than 15 minutes early", -901, false],
  ])("judges a signature of 1800 s that arrives %s", (_, late, accepted) => {
    const [vector] = all;
    if (!vector) throw new Error("no vector");
    const now = new Date(Date.parse(vector.timestamp) + seconds(late));
    const attempt = () => check(vector, vector.authorization, now);
    if (accepted) expect(attempt().accessKey).toBe(vector.ak);
    else expect(attempt).toThrow(`Request expired: timestamp ${vector.timestamp}`);
  });
});

describe("over HTTP", () => {
  interface Signing {
    sent?: Record<string, string>;
    signed?: Record<string, string>;
    names?: string[];
    secretKey?: string;
    accessKey?: string;
    timestamp?: string;
    expirationInSeconds?: number;
    edit?: (header: string) => string;
  }

  /** Signs `signed` (as sent, when left out) and sends `sent`. */
  function attempt(emulator: Emulator, signing: Signing = {}) {
    const timestamp = signing.timestamp ?? signingTimestamp(new Date());
    const sent = {
      host: new URL(emulator.url).host,
      "x-bce-date": timestamp,
      "content-type": "application/json",
      "content-length": String(BODY.length),
      ...signing.sent,
    };
    const header = authorization(
      { method: "POST", path: PATH, headers: { ...sent, ...signing.signed } },
      { ...DEMO_ACCOUNT, ...signing },
      {
        timestamp,
        expirationInSeconds: signing.expirationInSeconds ?? 300,
        signedHeaders: signing.names ?? ["host", "x-bce-date"],
      },
    );
    const { edit = (text) => text } = signing;
    return send(emulator, PATH, { ...sent, authorization: edit(header) }, BODY);
  }

  const listing = (names: string) => (header: string) => {
    const parts = header.split("/");
    return parts.with(4, names).join("/");
  };

  const ACCEPTED: Record<string, (emulator: Emulator) => Signing> = {
    "host and x-bce-date, as the documents show": () => ({}),
    "all headers, as Baidu's Python SDK does": () => ({
      sent: { "request-source": "qianfan_py_sdk" },
      names: ["content-type", "host", "request-source", "x-bce-date"],
    }),
    "content-length too, as Baidu's JS SDK does": () => ({
      names: ["content-length", "content-type", "host", "x-bce-date"],
    }),
    "a list in any order": () => ({ edit: listing("x-bce-date;host") }),
    "a list in upper case": () => ({ edit: listing("Host;X-Bce-Date") }),
    "no list, meaning the default headers": () => ({
      names: ["host", "content-length", "content-type", "x-bce-date"],
      edit: listing(""),
    }),
    "a listed header that is empty": () => ({
      sent: { "content-md5": "" },
      edit: listing("content-md5;host;x-bce-date"),
    }),
    "an x-bce- header that is signed but not listed": () => ({
      sent: { "x-bce-note": "n" },
      names: ["host", "x-bce-date", "x-bce-note"],
      edit: listing("host;x-bce-date"),
    }),
    "an x-bce- header that is neither signed nor listed": () => ({ sent: { "x-bce-note": "n" } }),
    "a host without its port, as Baidu's Go and Java SDKs do": () => ({
      signed: { host: "127.0.0.1" },
    }),
    "an x-bce-date that differs from the timestamp": () => ({
      sent: { "x-bce-date": "2024-05-17T03:04:05Z" },
    }),
  };

  it.each(Object.entries(ACCEPTED))("accepts %s", async (_, signing) => {
    const { emulator } = await start();
    const answer = await attempt(emulator, signing(emulator));
    expect(answer).toMatchObject({ status: 200, body: { result: { modelId: 2 } } });
  });

  it("tells an unknown access key, as Baidu's SDKs know it", async () => {
    const { emulator } = await start();
    const answer = await attempt(emulator, { accessKey: "0".repeat(32) });
    expect(answer).toMatchObject({
      status: 403,
      headers: {
        "x-bce-error-code": "IamSignatureInvalid",
        "x-bce-error-message": "NotFound, cause: Could not find credential.",
      },
      body: null,
    });
  });

  it.each<[string, Signing]>([
    ["a wrong secret", { secretKey: "wrong" }],
    ["another date than was sent", { signed: { "x-bce-date": "2024-05-17T03:04:05Z" } }],
    ["a signature of the wrong length", { edit: (header) => header.slice(0, -1) }],
    ["a changed expiration", { edit: (header) => header.replace("/300/", "/3000/") }],
  ])("tells %s, as Baidu's SDKs know it", async (_, signing) => {
    const { emulator } = await start();
    const message = "SignatureDoesNotMatch, cause: Fail to authn user: Signature does not match";
    expect(await attempt(emulator, signing)).toMatchObject({
      status: 403,
      headers: {
        "x-bce-error-code": "IamSignatureInvalid",
        "x-bce-error-message": message,
        "x-bce-request-id": expect.stringMatching(/^[0-9a-f-]{36}$/),
      },
      body: null,
    });
  });

  it("names the headers that are signed but missing", async () => {
    const { emulator } = await start();
    expect(
      await attempt(emulator, { edit: listing("content-md5;host;x-bce-date;x-other") }),
    ).toMatchObject({
      status: 403,
      headers: {
        "x-bce-error-message":
          "IamSignatureInvalid, cause: Fail to authn user: Missing headers required by signing: content-md5,x-other",
      },
    });
  });

  it("names the timestamp of an expired signature", async () => {
    const { emulator } = await start();
    const timestamp = "2024-05-17T03:04:05Z";
    expect(await attempt(emulator, { timestamp })).toMatchObject({
      status: 400,
      headers: {
        "x-bce-error-code": "RequestExpired",
        "x-bce-error-message": expect.stringContaining(timestamp),
      },
      body: null,
    });
  });

  it("judges the age of a signature by a clock that can be put wrong", async () => {
    const { emulator } = await start();
    emulator.clockSkewMs = seconds(301);
    expect(await attempt(emulator)).toMatchObject({ status: 400 });
    emulator.clockSkewMs = seconds(-890);
    expect(await attempt(emulator)).toMatchObject({ status: 200 });
    emulator.clockSkewMs = seconds(-902);
    expect(await attempt(emulator)).toMatchObject({ status: 400 });
  });

  it.each([
    ["is of another scheme", "Bearer abc"],
    ["is of another version", "bce-auth-v2/a/20240517/bj/aihc/host/abc"],
    ["has five parts", "bce-auth-v1/a/2024-05-17T03:04:05Z/300/host"],
    ["has seven parts", "bce-auth-v1/a/2024-05-17T03:04:05Z/300/host/abc/d"],
    ["has no such date", "bce-auth-v1/a/2024-13-17T03:04:05Z/300/host/abc"],
    ["has a timestamp with a zone", "bce-auth-v1/a/2024-05-17T03:04:05+08:00/300/host/abc"],
    ["has an expiration that is no number", "bce-auth-v1/a/2024-05-17T03:04:05Z/soon/host/abc"],
    ["is empty", ""],
  ])("answers 400 when Authorization %s", async (_, header) => {
    const { emulator } = await start();
    expect(await send(emulator, PATH, { authorization: header }, BODY)).toMatchObject({
      status: 400,
      headers: { "x-bce-error-code": "InvalidHTTPAuthHeader" },
      body: null,
    });
  });

  it("answers 403 when Authorization is missing", async () => {
    const { emulator } = await start();
    expect(await send(emulator, PATH, {}, BODY)).toMatchObject({
      status: 403,
      headers: {
        "x-bce-error-code": "AccessDenied",
        "x-bce-error-message": "Missing header: Authorization",
      },
      body: null,
    });
  });
});
