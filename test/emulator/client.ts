import { request } from "undici";
import { z } from "zod";
import { authorization, signingTimestamp } from "../../src/datasources/qianfan/http/sign.ts";
import { DEMO_ACCOUNT, type Emulator, type EmulatorAccount } from "../../src/emulator/index.ts";

export interface Answer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: unknown;
}

const BASE = "/wenxinworkshop/modelrepo/";

/** A small client of its own, so that these tests depend on nothing but the signature. */
export function clientOf(emulator: Emulator, account: EmulatorAccount = DEMO_ACCOUNT) {
  async function call(operation: string, body: unknown, signal?: AbortSignal): Promise<Answer> {
    const path = BASE + operation;
    const timestamp = signingTimestamp(new Date());
    const host = new URL(emulator.url).host;
    const headers = { host, "x-bce-date": timestamp };
    const signature = authorization({ method: "POST", path, headers }, account, {
      timestamp,
      expirationInSeconds: 300,
      signedHeaders: ["host", "x-bce-date"],
    });
    const sent = { ...headers, authorization: signature };
    return send(emulator, path, sent, JSON.stringify(body), "POST", signal);
  }

  /** The `result` of a call that must succeed. */
  async function result(operation: string, body: unknown): Promise<unknown> {
    const answer = await call(operation, body);
    return z.object({ log_id: z.string().regex(/^\d+$/), result: z.unknown() }).parse(answer.body)
      .result;
  }

  /** `[error_code, error_msg]` of a call that must be refused, with HTTP 200 as Qianfan does. */
  async function refusal(operation: string, body: unknown): Promise<[number, string]> {
    const answer = await call(operation, body);
    const refused = z.object({ error_code: z.number(), error_msg: z.string(), log_id: z.string() });
    const { error_code, error_msg } = refused.parse(answer.body);
    if (answer.status !== 200) throw new Error(`HTTP ${answer.status}`);
    return [error_code, error_msg];
  }

  return { call, result, refusal };
}

export type Client = ReturnType<typeof clientOf>;

export async function send(
  emulator: Emulator,
  path: string,
  headers: Record<string, string>,
  body: string | null = "{}",
  method = "POST",
  signal?: AbortSignal,
): Promise<Answer> {
  const response = await request(emulator.url + path, {
    method,
    signal,
    headers: { "content-type": "application/json", ...headers },
    body,
  });
  return {
    status: response.statusCode,
    headers: response.headers,
    body: jsonOrNull(await response.body.text()),
  };
}

function jsonOrNull(text: string): unknown {
  return text === "" ? null : JSON.parse(text);
}
