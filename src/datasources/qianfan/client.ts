import type { StopSignal } from "../../stop-signal.ts";
import type { CallOptions, Delivery } from "./delivery/delivery.ts";
import { refused, type UpstreamError, unanswered, unreadable } from "./diagnosis.ts";
import {
  errorSaidIn,
  isSuccess,
  logIdOf,
  NO_RESULT,
  notJson,
  resultIn,
  whatIsWrong,
} from "./envelope.ts";
import { Failure } from "./failure.ts";
import { parseJson, stringifyJson } from "./json.ts";
import type { Operation, OperationKind } from "./operations.ts";
import { outcomeOf } from "./outcome.ts";
import { Refusal, reasonFor } from "./refusals.ts";
import { authorization, type Credentials, signingTimestamp } from "./sign.ts";
import type { Transport } from "./transport.ts";
import { TransportError } from "./transport-error.ts";
import { header, type WireReply, type WireRequest } from "./wire.ts";

export interface ClientOptions {
  readonly credentials: Credentials;
  /** Scheme, host and port; a path before the API's own paths is kept. */
  readonly baseUrl: URL;
  readonly transport: Transport;
  /** How long a signature holds, in seconds. */
  readonly signatureSeconds: number;
  /** How long one attempt may take, to the last byte of its answer. */
  readonly timeoutMs: Readonly<Record<OperationKind, number>>;
  readonly delivery: Delivery;
  readonly now?: () => Date;
}

const API_PATH = "/wenxinworkshop/modelrepo/";
const SIGNED_HEADERS = ["content-type", "host", "x-bce-date"];

/**
 * Calls Qianfan's management API for one account. Each step is a method of its own, in the order they
 * run, so that a subclass can change one and keep the rest: build, then for each attempt sign, send,
 * parse, is it an error, which error, decode.
 *
 * @throws ServiceError for every failure, {@link Refusal} where Qianfan declines as documented.
 */
export class QianfanClient {
  readonly #options: ClientOptions;
  #second = { timestamp: "", byPath: new Map<string, string>() };

  constructor(options: ClientOptions) {
    this.#options = options;
  }

  call<Request, Answer>(
    operation: Operation<Request, Answer>,
    request: Request,
    options: CallOptions = {},
  ): Promise<Answer> {
    const unsigned = this.build(operation, request);
    let attempts = 0;
    const attempt = () => {
      attempts += 1;
      options.onAttempt?.(attempts);
      return this.attempt(operation, unsigned, options);
    };
    return this.#options.delivery
      .deliver(operation.kind, attempt, options)
      .catch((error: unknown) => {
        throw error instanceof Failure ? outcomeOf(error, operation, request, attempts) : error;
      });
  }

  /** @throws Failure where it failed, {@link Refusal} where Qianfan declines. */
  protected async attempt<Request, Answer>(
    operation: Operation<Request, Answer>,
    unsigned: WireRequest,
    { signal, onLogId }: CallOptions,
  ): Promise<Answer> {
    const reply = await this.send(this.sign(unsigned), operation.kind, signal);
    const body = this.parse(reply);
    onLogId?.(logIdOf(body));
    const error = this.errorIn(body, reply);
    if (error) throw this.errorFor(error, operation, reply);
    return this.decode(operation, body, reply);
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
    const timestamp = signingTimestamp(this.#now());
    const headers = { ...request.headers, "x-bce-date": timestamp };
    return {
      ...request,
      headers: { ...headers, authorization: this.#authorization(request.path, headers, timestamp) },
    };
  }

  // It covers the path, the host and the second, but not the body: calls of one second have it in common.
  #authorization(path: string, headers: WireRequest["headers"], timestamp: string): string {
    if (this.#second.timestamp !== timestamp) this.#second = { timestamp, byPath: new Map() };
    const known = this.#second.byPath.get(path);
    if (known !== undefined) return known;
    const { credentials, signatureSeconds } = this.#options;
    const made = authorization({ method: "POST", path, headers }, credentials, {
      timestamp,
      expirationInSeconds: signatureSeconds,
      signedHeaders: SIGNED_HEADERS,
    });
    this.#second.byPath.set(path, made);
    return made;
  }

  protected send(
    request: WireRequest,
    kind: OperationKind,
    signal: StopSignal | undefined,
  ): Promise<WireReply> {
    const { transport, timeoutMs } = this.#options;
    return transport
      .post(request, { timeoutMs: timeoutMs[kind], signal })
      .catch((error: unknown) => {
        throw error instanceof TransportError ? unanswered(error) : error;
      });
  }

  /** The JSON of an answer; of an answer outside 2xx its headers may say all there is. */
  protected parse(reply: WireReply): unknown {
    try {
      return parseJson(reply.text);
    } catch {
      if (!isSuccess(reply)) return null;
      throw unreadable(reply, notJson(reply));
    }
  }

  /** Whether an answer says no: HTTP 200 may carry an error, and a gateway's error may carry no body. */
  protected errorIn(body: unknown, reply: WireReply): UpstreamError | null {
    const error = errorSaidIn(body);
    if (error) return error;
    if (isSuccess(reply)) return null;
    return {
      code: header(reply, "x-bce-error-code"),
      message: header(reply, "x-bce-error-message") ?? "",
      requestId: header(reply, "x-bce-request-id"),
    };
  }

  /** Which error it is: a refusal the operation declares, or a failure. */
  protected errorFor<Request, Answer>(
    error: UpstreamError,
    { refusals }: Operation<Request, Answer>,
    reply: WireReply,
  ): Error {
    const reason = reasonFor(error, refusals);
    return reason
      ? new Refusal(reason, error.message, error.requestId)
      : refused(error, reply, this.#now());
  }

  protected decode<Request, Answer>(
    operation: Operation<Request, Answer>,
    body: unknown,
    reply: WireReply,
  ): Answer {
    const result = resultIn(body);
    if (result === undefined) throw unreadable(reply, NO_RESULT);
    const answer = operation.answer.safeParse(result);
    if (answer.success) return answer.data;
    throw unreadable(reply, whatIsWrong(answer.error));
  }

  #now(): Date {
    return this.#options.now?.() ?? new Date();
  }
}
