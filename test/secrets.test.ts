import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { ReadableSpan } from "@opentelemetry/sdk-trace-base";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { readAccounts } from "../src/config/accounts.ts";
import { readConfig } from "../src/config/index.ts";
import { scrubber, secretsOf } from "../src/config/secrets.ts";
import { ModelReads } from "../src/datasources/reads/models.ts";
import { DEMO_ACCOUNT, DEMO_APP_AK, DEMO_APP_SK } from "../src/emulator/index.ts";
import { logger } from "../src/observability/logger.ts";
import { bearer, identityProvider, tokensFile } from "./auth/kit.ts";
import { type Kit, startKit } from "./kit/index.ts";
import { recordSpans } from "./kit/spans.ts";

const SECRETS = [
  DEMO_APP_AK,
  DEMO_APP_SK,
  DEMO_ACCOUNT.secretKey,
  DEMO_ACCOUNT.accessKey,
  "bce-auth-v1/",
  "qfg_",
  "eyJ",
];

const EVERYTHING = `{
  evaluationTask(id: "ame-5wz1kd8qh3vn") { standard { judge { applicationId apiName prompt { templateContent } } } report { judge { average } } }
  model(id: "am-4kq9trv2xw7b") { versions { parameters { input output } } }
}`;
const STOP = `mutation { stopEvaluationTask(id: 5909) { userErrors { code message } } }`;
const FRESH = { "cache-control": "no-cache", "x-show-upstream": "1" };

function expectNoSecret(told: unknown): void {
  const text = JSON.stringify(told);
  for (const secret of SECRETS) expect(text).not.toContain(secret);
}

/** Everything of a span that leaves the process. */
function told(spans: readonly ReadableSpan[]): object[] {
  return spans.map(({ name, attributes, status, events, links, resource }) => ({
    name,
    attributes,
    status,
    events,
    links,
    resource: resource.attributes,
  }));
}

async function operatorsPages({ adminUrl }: Kit): Promise<string> {
  const pages = ["/metrics", "/readyz", "/livez", "/"];
  const answers = await Promise.all(pages.map((page) => fetch(`${adminUrl}${page}`)));
  return (await Promise.all(answers.map((answer) => answer.text()))).join("\n");
}

describe("S19 secrets", () => {
  it("are in no answer, no error and no log line, whatever happens", async () => {
    const { ended } = recordSpans();
    const kit = await startKit({
      settings: {
        ADMIN_PORT: "0",
        UPSTREAM_TIMEOUT_MS: "300",
        UPSTREAM_WRITE_TIMEOUT_MS: "300",
        TRACE_TO_QIANFAN: "true",
      },
    });
    const { query, qianfan, logged } = kit;
    const answers = [await query(EVERYTHING, {}, { "x-show-upstream": "1" })];
    qianfan.clockSkewMs = 86_400_000; // the signature has expired
    answers.push(await query(EVERYTHING, {}, FRESH));
    qianfan.clockSkewMs = 0;
    qianfan.latencyMs = 2_000; // no answer in time
    answers.push(await query(EVERYTHING, {}, FRESH));
    answers.push(await query(STOP));
    await qianfan.close(); // nobody there
    answers.push(await query(EVERYTHING, {}, { ...FRESH, "accept-language": "zh" }));
    answers.push(await query(STOP));
    expect(answers.filter(({ errors }) => errors)).toHaveLength(5);
    expect(logged.length).toBeGreaterThan(6);
    const spans = told(await ended(12));
    expect(JSON.stringify(spans)).toContain("Qianfan eval/detail");
    expectNoSecret([answers, logged, spans, await operatorsPages(kit)]);
  });

  it("of callers are in no answer and no log line, whether they let in or not", async () => {
    const { settings, sign } = await identityProvider();
    const { path, tokens } = tokensFile({}, { expires: "2020-01-01T00:00:00Z" });
    const { ended } = recordSpans();
    const kit = await startKit({ settings: { ...settings, TOKENS_FILE: path, ADMIN_PORT: "0" } });
    const { query, logged } = kit;
    const answers = [];
    for (const token of [...tokens, await sign(), await sign({ aud: "other" }), "eyJhbGci.e.x"]) {
      answers.push(await query(EVERYTHING, {}, bearer(token)));
    }
    const page = await operatorsPages(kit);
    expect(page).toContain("operations_total");
    expectNoSecret([answers, logged, told(await ended(2)), page]);
    expect(page).not.toMatch(/caller-0|"ci"/); // Callers can be many, and a label has few values.
  });

  it("are taken out of what Qianfan says, should it quote them", async () => {
    const quoting = createServer((request, response) => {
      const said = `${request.headers.authorization} was made with ${DEMO_ACCOUNT.secretKey}`;
      const body = { error_code: 110, error_msg: said, log_id: said };
      response.writeHead(request.url?.includes("eval") ? 500 : 200, {
        "content-type": "application/json",
        "x-bce-error-message": said,
      });
      response.end(JSON.stringify(request.url?.includes("cancel") ? said : body));
    }).listen(0, "127.0.0.1");
    onTestFinished(() => void quoting.close());
    await new Promise((resolve) => quoting.once("listening", resolve));
    const { port } = quoting.address() as AddressInfo;
    const { ended } = recordSpans();
    const kit = await startKit({
      settings: { QIANFAN_CONSOLE_API_BASE_URL: `http://127.0.0.1:${port}`, ADMIN_PORT: "0" },
    });
    const { query, logged } = kit;
    const answers = [await query(EVERYTHING, {}, FRESH), await query(STOP)];
    expect(JSON.stringify(answers)).toContain("[secret]");
    expectNoSecret([answers, logged, told(await ended(4)), await operatorsPages(kit)]);
  });

  it("of Redis are in no log line when it cannot be reached, and known to the net beneath", async () => {
    const REDIS_URL = "redis://user:pass%20phrase@127.0.0.1:1";
    const { query, logged } = await startKit({ settings: { REDIS_URL } });
    expect((await query(EVERYTHING)).errors).toBeUndefined();
    expect(logged.map(({ msg }) => msg)).toContain("Redis cannot be reached");
    expect(JSON.stringify(logged)).not.toMatch(/pass(%20| )phrase/);
    const config = readConfig({
      QIANFAN_ACCESS_KEY: DEMO_ACCOUNT.accessKey,
      QIANFAN_SECRET_KEY: DEMO_ACCOUNT.secretKey,
      REDIS_URL,
    });
    const scrub = scrubber(secretsOf(config, readAccounts(config)));
    expect(scrub(`pass phrase, ${REDIS_URL}`)).toBe("[secret], redis://user:[secret]@127.0.0.1:1");
    expect(scrub(`${DEMO_ACCOUNT.accessKey} ${DEMO_ACCOUNT.secretKey}`)).toBe("[secret] [secret]");
  });

  it("are in no line of a logger that is handed them, at any level", () => {
    const lines: string[] = [];
    const { accessKey, secretKey } = DEMO_ACCOUNT;
    const log = logger(
      { LOG_LEVEL: "trace" },
      {
        scrub: scrubber([accessKey, secretKey]),
        destination: { write: (line) => lines.push(line) },
      },
    );
    const signed = `bce-auth-v1/${accessKey}/2024-01-01T00:00:00Z/1800/host/abc`;
    const error = new Error(`cannot send ${signed}`, { cause: new Error(secretKey) });
    Object.assign(error, { request: { headers: { authorization: signed } } });
    for (const level of ["trace", "debug", "info", "warn", "error", "fatal"] as const) {
      log[level]({ err: error }, `failed with ${secretKey}`);
      log[level]({ authorization: signed, headers: { authorization: "Bearer plain" } });
      log[level]({ credentials: { accessKey, secretKey }, any: [signed] }, "%s", accessKey);
    }
    expect(lines).toHaveLength(18);
    expectNoSecret(lines);
    expect(lines.join("")).not.toContain("plain");
  });

  it("are found by their form and by their text, also where that is escaped", () => {
    const scrub = scrubber(['quo"ted\\secret', "short"]);
    expect(scrub(JSON.stringify({ a: 'quo"ted\\secret', b: "short" }))).toBe(
      '{"a":"[secret]","b":"short"}',
    );
    expect(scrub("bce-auth-v1/ak/2024-01-01T00:00:00Z/1800/host/00ff and on")).toBe(
      "[secret] and on",
    );
  });

  it("are sent upstream only as what they sign", async () => {
    const { query, qianfan } = await startKit();
    await query(`{ model(id: "am-4kq9trv2xw7b") { name } }`);
    const [call] = qianfan.calls;
    expect(JSON.stringify([call?.body, call?.headers])).not.toContain(DEMO_ACCOUNT.secretKey);
    expect(call?.headers.authorization).toContain(`bce-auth-v1/${DEMO_ACCOUNT.accessKey}/`);
  });

  it("S20 and the insides of the program stay inside when a resolver fails as nobody foresaw", async () => {
    const { query, logged } = await startKit();
    const cause = new TypeError(`x of ${DEMO_ACCOUNT.secretKey} is not a function`);
    vi.spyOn(ModelReads.prototype, "byId").mockRejectedValueOnce(cause);
    onTestFinished(() => void vi.restoreAllMocks());
    expect((await query(`{ model(id: 1) { name } }`)).errors).toEqual([
      {
        message: "Something went wrong here.",
        path: ["model"],
        locations: expect.anything(),
        extensions: {
          code: "INTERNAL_SERVER_ERROR",
          retryable: false,
          requestId: expect.any(String),
        },
      },
    ]);
    const line = logged.find(({ msg }) => msg === "a resolver failed unexpectedly");
    expect(line).toMatchObject({ err: { type: "TypeError", stack: expect.any(String) } });
    expectNoSecret(logged);
  });
});
