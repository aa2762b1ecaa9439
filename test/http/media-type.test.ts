import { expect, it } from "vitest";
import { bearer, keySetProvider, signingKey, tokensFile } from "../auth/kit.ts";
import { type Kit, startKit } from "../kit/index.ts";
import { rawAnswer, rawRequest } from "../kit/raw.ts";

const CURRENT = "application/graphql-response+json";
const LEGACY = "application/json";
/** What Apollo Client 4 sends. */
const APOLLO = `${CURRENT},${LEGACY};q=0.9`;

type Headers = Readonly<Record<string, string>>;

/** The status line's number and the media type of an answer, read from its bytes. */
async function answerOf({ url }: Kit, headers: Headers, method = "POST", path = "/graphql") {
  const body = JSON.stringify({ query: "{ __typename }" });
  const common = { "Content-Type": "application/json", Connection: "close" };
  const length = { "Content-Length": String(Buffer.byteLength(body)) };
  const request = rawRequest(method, path, { ...common, ...length, ...headers }, body);
  const text = await rawAnswer(url, request);
  const [, status] = /^HTTP\/1\.1 (\d+)/.exec(text) ?? [];
  const [, type] = /^content-type: ([^;\r]+)/im.exec(text) ?? [];
  return [Number(status), type];
}

const KEY = { "Sec-WebSocket-Version": "13", "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==" };

const REFUSED: readonly (readonly [string, number, (headers: Headers) => Promise<unknown>])[] = [
  [
    "an unknown caller",
    401,
    async (headers) => {
      const { path } = tokensFile({});
      return answerOf(await startKit({ settings: { TOKENS_FILE: path } }), headers);
    },
  ],
  [
    "a caller over the rate limit",
    429,
    async (headers) => {
      const { path, tokens } = tokensFile({});
      const settings = { TOKENS_FILE: path, RATE_LIMIT_PER_MINUTE: "1" };
      const kit = await startKit({ settings });
      const all = { ...bearer(tokens[0] ?? ""), ...headers };
      await answerOf(kit, all);
      return answerOf(kit, all);
    },
  ],
  [
    "a caller whom the identity provider cannot confirm now",
    503,
    async (headers) => {
      const key = await signingKey("RS256", { kid: "1" });
      const provider = await keySetProvider([key.jwk]);
      provider.works = false;
      const kit = await startKit({ settings: provider.settings });
      return answerOf(kit, { ...bearer(await key.sign({ kid: "1" })), ...headers });
    },
  ],
  [
    "another path",
    404,
    async (headers) => answerOf(await startKit(), headers, "POST", "/elsewhere"),
  ],
  ["another method", 405, async (headers) => answerOf(await startKit(), headers, "PUT")],
  [
    "too large a body",
    413,
    async (headers) => answerOf(await startKit({ settings: { MAX_BODY_BYTES: "10" } }), headers),
  ],
  [
    "another charset",
    415,
    async (headers) =>
      answerOf(await startKit(), { ...headers, "Content-Type": "application/json; charset=gbk" }),
  ],
  [
    "a foreign host",
    421,
    async (headers) => answerOf(await startKit(), { ...headers, Host: "evil.example" }),
  ],
  [
    "a WebSocket of a foreign page",
    403,
    async (headers) => {
      const upgrade = {
        Connection: "Upgrade",
        Upgrade: "websocket",
        Origin: "https://evil.example",
      };
      return answerOf(await startKit(), { ...headers, ...KEY, ...upgrade }, "GET");
    },
  ],
];

it.each(REFUSED)(
  "%s is answered in the media type that Accept prefers",
  async (_, status, send) => {
    expect(await send({ Accept: APOLLO })).toEqual([status, CURRENT]);
    expect(await send({ Accept: `${LEGACY}, ${CURRENT};q=0.1` })).toEqual([status, LEGACY]);
    expect(await send({ Accept: "*/*" })).toEqual([status, LEGACY]);
    expect(await send({})).toEqual([status, LEGACY]);
  },
);
