import { z } from "zod";
import { authorization, signingTimestamp } from "../../../src/datasources/qianfan/http/sign.ts";
import { DEMO_ACCOUNT, type Emulator, type EmulatorAccount } from "../../../src/emulator/index.ts";
import { type Answer, send } from "../client.ts";

export type Area = "model" | "eval" | "finetuning" | "dataset";

export interface Changes {
  readonly method?: string;
  /** The query that is signed; the one that is sent when left out. */
  readonly signed?: Readonly<Record<string, string>>;
  /** Beside the action. */
  readonly query?: Readonly<Record<string, string>>;
  /** Instead of JSON. */
  readonly text?: string;
}

const success = z.strictObject({ requestId: z.uuid(), result: z.unknown() });
const failure = z.strictObject({ requestId: z.uuid(), code: z.string(), message: z.string() });

/** A small client of V2, so that these tests depend on nothing but the signature. */
export function v2ClientOf(emulator: Emulator, account: EmulatorAccount = DEMO_ACCOUNT) {
  async function call(area: Area, action: string, body: unknown, changes: Changes = {}) {
    const method = changes.method ?? "POST";
    const path = `/v2/${area}`;
    const query = { Action: action, ...changes.query };
    const timestamp = signingTimestamp(new Date());
    const headers = { host: new URL(emulator.url).host, "x-bce-date": timestamp };
    const signature = authorization(
      { method, path, query: changes.signed ?? query, headers },
      account,
      { timestamp, expirationInSeconds: 300, signedHeaders: ["host", "x-bce-date"] },
    );
    const target = `${path}?${new URLSearchParams(query)}`;
    const sent = { ...headers, authorization: signature };
    return send(emulator, target, sent, changes.text ?? JSON.stringify(body), method);
  }

  /** The `result` of a call that must succeed. */
  async function result(area: Area, action: string, body: unknown): Promise<unknown> {
    const answer = await call(area, action, body);
    if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
    const { requestId, result } = success.parse(answer.body);
    if (answer.headers["x-bce-request-id"] !== requestId) throw new Error("Two request ids");
    return result;
  }

  /** The status, code and end of the message of a call that must be refused. */
  async function refusal(area: Area, action: string, body: unknown): Promise<string> {
    const answer = await call(area, action, body);
    const { code, message } = failure.parse(answer.body);
    return `${answer.status} ${code} ${/param\[.*$/.exec(message)?.[0] ?? message}`;
  }

  return {
    call,
    result,
    refusal,
    model: (action: string, body: unknown = {}) => result("model", action, body),
    evaluation: (action: string, body: unknown = {}) => result("eval", action, body),
  };
}

export type V2Client = ReturnType<typeof v2ClientOf>;
export type { Answer };
