import { z } from "zod";
import {
  type Attempted,
  refusedError,
  transportError,
  type UpstreamError,
  unreadableError,
} from "./failures.ts";
import { parseJson, stringifyJson } from "./json.ts";
import type { Operation } from "./operations.ts";
import { Refusal } from "./refusals.ts";
import { authorization, type Credentials, signingTimestamp } from "./sign.ts";
import type { Transport, WireReply, WireRequest } from "./transport.ts";

export interface ClientOptions {
  readonly credentials: Credentials;
  /** Scheme, host and port; a path before the API's own paths is kept. */
  readonly baseUrl: URL;
  readonly transport: Transport;
  /** How long a signature holds, in seconds. */
  readonly signatureSeconds: number;
  readonly now?: () => Date;
}

export interface CallOptions {
  /** Gives the call up; only ever passed for reads. */
  readonly signal?: AbortSignal | undefined;
}

const API_PATH = "/wenxinworkshop/modelrepo/";
const SIGNED_HEADERS = ["content-type", "host", "x-bce-date"];

/**
 * Calls Qianfan's management API for one account. Each step is a method of its own, in the order they
 * run, so that a subclass can change one and keep the rest: build, sign, send, parse, is it an error,
 * which error, decode.
 *
 * @throws ServiceError for every failure, {@link Refusal} where Qianfan declines as documented.
 */
export class QianfanClient {
  readonly #options: ClientOptions;

  constructor(options: ClientOptions) {
    this.#options = options;
  }

  async call<Request, Answer>(
    operation: Operation<Request, Answer>,
    request: Request,
    { signal }: CallOptions = {},
  ): Promise<Answer> {
    const attempted: Attempted = { operation: operation.name, kind: operation.kind, attempts: 1 };
    const signed = this.sign(this.build(operation, request));
    const reply = await this.send(signed, attempted, signal);
    const body = this.parse(reply, attempted);
    const error = this.errorIn(body, reply);
    if (error) throw this.errorFor(error, operation, attempted);
    return this.decode(operation, body, reply, attempted);
  }

  protected build<Request, Answer>(
    operation: Operation<Request, Answer>,
    request: Request,
  ): WireRequest {
    const { baseUrl } = this.#options;
    return {
      path: `${baseUrl.pathname.replace(/\/$/, "")}${API_PATH}${operation.name}`,
      headers: { "content-type": "application/json", host: baseUrl.host },
      body: stringifyJson(operation.body(request)),
    };
  }

  protected sign(request: WireRequest): WireRequest {
    const timestamp = signingTimestamp(this.#options.now?.() ?? new Date());
    const headers = { ...request.headers, "x-bce-date": timestamp };
    const signature = authorization(
      { method: "POST", path: request.path, headers },
      this.#options.credentials,
      {
        timestamp,
        expirationInSeconds: this.#options.signatureSeconds,
        signedHeaders: SIGNED_HEADERS,
      },
    );
    return { ...request, headers: { ...headers, authorization: signature } };
  }

  protected async send(
    request: WireRequest,
    attempted: Attempted,
    signal?: AbortSignal,
  ): Promise<WireReply> {
    try {
      return await this.#options.transport.post(request, signal);
    } catch (cause) {
      if (signal?.aborted) throw signal.reason;
      throw transportError(cause, attempted);
    }
  }

  /** The JSON of an answer; of an answer outside 2xx its headers may say all there is. */
  protected parse(reply: WireReply, attempted: Attempted): unknown {
    try {
      return parseJson(reply.text);
    } catch {
      if (!isSuccess(reply)) return null;
      throw unreadableError(reply, notJson(reply), attempted);
    }
  }

  /** Whether an answer says no: HTTP 200 may carry an error, and a gateway's error may carry no body. */
  protected errorIn(body: unknown, reply: WireReply): UpstreamError | null {
    const error = errorBody.safeParse(body).data;
    if (error) return { ...error, httpStatus: reply.status };
    if (isSuccess(reply)) return null;
    return {
      code: header(reply, "x-bce-error-code"),
      message: header(reply, "x-bce-error-message") ?? "",
      requestId: header(reply, "x-bce-request-id"),
      httpStatus: reply.status,
    };
  }

  /** Which error it is: a refusal the operation declares, or a failure. */
  protected errorFor<Request, Answer>(
    error: UpstreamError,
    { refusals }: Operation<Request, Answer>,
    attempted: Attempted,
  ): Error {
    const code = error.code ?? "";
    const reason = refusals[code] ?? refusals[`${code} ${error.message}`];
    return reason
      ? new Refusal(reason, error.message, error.requestId)
      : refusedError(error, attempted);
  }

  protected decode<Request, Answer>(
    operation: Operation<Request, Answer>,
    body: unknown,
    reply: WireReply,
    attempted: Attempted,
  ): Answer {
    const envelope = successBody.safeParse(body);
    if (!envelope.success) throw unreadableError(reply, "it has no result", attempted);
    const answer = operation.answer.safeParse(envelope.data.result);
    if (answer.success) return answer.data;
    throw unreadableError(reply, whatIsWrong(answer.error), attempted);
  }
}

const identifier = z
  .union([z.string(), z.number().transform(String)])
  .nullish()
  .catch(null)
  .transform((value) => value || null);

// V1 writes error_code and error_msg, the gateway and V2 code and message. A zero code is a success.
const errorBody = z.union([
  z
    .object({
      error_code: z.union([z.number(), z.string()]).refine((code) => Number(code) !== 0),
      error_msg: z.string().catch(""),
      log_id: identifier,
    })
    .transform((body) => ({
      code: String(body.error_code),
      message: body.error_msg,
      requestId: body.log_id,
    })),
  z
    .object({ code: z.string().min(1), message: z.string().catch(""), requestId: identifier })
    .transform((body) => ({ code: body.code, message: body.message, requestId: body.requestId })),
]);

const successBody = z.object({ result: z.unknown() }).refine((body) => body.result !== undefined);

function isSuccess(reply: WireReply): boolean {
  return reply.status >= 200 && reply.status < 300;
}

function header(reply: WireReply, name: string): string | null {
  const value = reply.headers[name];
  return (Array.isArray(value) ? value[0] : value) ?? null;
}

function notJson(reply: WireReply): string {
  if (reply.text.trim() === "") return "it is empty";
  const type = header(reply, "content-type");
  return type && !type.includes("json") ? `it is ${type}, not JSON` : "it is not JSON";
}

function whatIsWrong(error: z.ZodError): string {
  return error.issues
    .slice(0, 3)
    .map(
      ({ path, message }) =>
        `${path.length > 0 ? `result.${path.join(".")}` : "result"}: ${message}`,
    )
    .join("; ");
}
