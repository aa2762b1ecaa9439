import { onTestFinished } from "vitest";
import { reasonFor } from "../../../src/datasources/qianfan/http/business-errors.ts";
import type { Credentials } from "../../../src/datasources/qianfan/http/sign.ts";
import { Signer } from "../../../src/datasources/qianfan/http/signer.ts";
import { Transport } from "../../../src/datasources/qianfan/http/transport.ts";
import { textOf } from "../../../src/datasources/qianfan/http/wire.ts";
import type { V2Operation } from "../../../src/datasources/qianfan/v2/operation.ts";
import { V2 } from "../../../src/datasources/qianfan/v2/protocol.ts";
import type { BusinessErrorReason, MarkerPage, MarkerRequest } from "../../../src/domain/index.ts";
import { DEMO_ACCOUNT } from "../../../src/emulator/index.ts";
import { parseJson, stringifyJson } from "../../../src/util/json.ts";
import { startBoth } from "./start.ts";

/** Calls the emulator with the server's own operations, signer and transport. */
export async function startPlatform() {
  const { emulator, clock, registry } = await startBoth();
  const transport = new Transport({
    origin: emulator.url,
    connections: 1,
    connectTimeoutMs: 10_000,
    maxAnswerBytes: 1_000_000,
  });
  onTestFinished(() => transport.close(1000));
  const headers = { "content-type": "application/json", host: new URL(emulator.url).host };

  async function call<Request, Answer>(
    operation: V2Operation<Request, Answer>,
    request: Request,
    credentials: Credentials = DEMO_ACCOUNT,
  ): Promise<Answer> {
    const unsigned = {
      ...V2.place(operation),
      headers,
      body: stringifyJson(operation.body(request)),
    };
    const signed = new Signer(credentials, 300).sign(unsigned, new Date());
    const reply = await transport.post(signed, { timeoutMs: 10_000 });
    const text = textOf(reply);
    const body = text === "" ? null : parseJson(text);
    const error = V2.errorIn(body, reply);
    if (error) throw new Declined(error.code, reasonFor(error, operation.refusals));
    return operation.answer.parse(V2.resultIn(body, operation.kind));
  }

  /** All items of a list, a page after another. */
  async function all<Request extends MarkerRequest, Item>(
    operation: V2Operation<Request, MarkerPage<Item>>,
    request: Request,
  ): Promise<Item[]> {
    const page = await call(operation, request);
    const { nextMarker: marker } = page;
    const rest = marker === null ? [] : await all(operation, { ...request, marker });
    return [...page.items, ...rest];
  }

  /** How often each action was called. */
  const calls = () => emulator.calls.map(({ operation }) => operation);
  return { call, all, calls, clock, registry };
}

export class Declined extends Error {
  constructor(
    readonly code: string | null,
    readonly reason: BusinessErrorReason | undefined,
  ) {
    super(`${code} ${reason}`);
  }
}
