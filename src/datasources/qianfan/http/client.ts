import { BusinessError } from "../../../domain/index.ts";
import { parseJson, stringifyJson, TooDeepError } from "../../../util/json.ts";
import type { OperationKind } from "../api.ts";
import { type Call, newCall } from "../call.ts";
import type { Expected } from "../decode/surprises.ts";
import { reasonFor } from "./business-errors.ts";
import { classifyTransportError, refused, unreadable } from "./classify-error.ts";
import { describeMismatch, describeNotJson, isSuccess, NO_RESULT } from "./envelope.ts";
import type { Operation } from "./operation.ts";
import { PlatformError } from "./platform-error.ts";
import type { Protocol, UpstreamError } from "./protocol.ts";
import type { RetryPolicy } from "./retry/retry-policy.ts";
import { outcomeOf } from "./service-error.ts";
import type { Credentials } from "./sign.ts";
import { Signer } from "./signer.ts";
import type { Transport } from "./transport.ts";
import { TransportError } from "./transport-error.ts";
import { textOf, type WireReply, type WireRequest } from "./wire.ts";

export interface ClientOptions {
  readonly protocol: Protocol;
  readonly credentials: Credentials;
  /** Scheme, host and port; a path before the API's own paths is kept. */
  readonly baseUrl: URL;
  readonly transport: Transport;
  /** How long a signature holds, in seconds. */
  readonly signatureSeconds: number;
  /** How long one attempt may take, to the last byte of its answer. */
  readonly timeoutMs: Readonly<Record<OperationKind, number>>;
  readonly delivery: RetryPolicy;
  readonly now?: () => Date;
}

/** What calls Qianfan's management API for one account, by one protocol. */
export interface Client {
  call<Request, Answer>(
    operation: Operation<Request, Answer>,
    request: Request,
    call?: Call,
  ): Promise<Answer>;
}

export type OpenClient = (protocol: Protocol) => Client;

/**
 * Calls Qianfan's management API for one account, by one protocol. Each step is a method of its own, in the order they
 * run, so that a subclass can change one and keep the rest: build, then for each attempt sign, send,
 * parse, is it an error, which error, decode.
 *
 * @throws ServiceError for every failure, {@link BusinessError} where Qianfan declines as documented.
 */
export class QianfanClient implements Client {
  readonly #options: ClientOptions;
  readonly #headers: WireRequest["headers"];
  readonly #root: string;
  readonly #signer: Signer;

  constructor(options: ClientOptions) {
    this.#options = options;
    this.#signer = new Signer(options.credentials, options.signatureSeconds);
    this.#root = options.baseUrl.pathname.replace(/\/$/, "");
    this.#headers = { "content-type": "application/json", host: options.baseUrl.host };
  }

  call<Request, Answer>(
    operation: Operation<Request, Answer>,
    request: Request,
    call: Call = newCall(),
  ): Promise<Answer> {
    const unsigned = this.build(operation, request);
    return this.#options.delivery.deliver({
      kind: operation.kind,
      call,
      attempt: () => this.attempt(operation, unsigned, call),
      outcome: (cause) => {
        const error =
          cause instanceof PlatformError
            ? outcomeOf(cause, operation, request, call.attempts)
            : cause;
        this.ended(operation.name, call, error);
        return error;
      },
    });
  }

  /** @throws PlatformError where it failed, {@link BusinessError} where Qianfan declines. */
  protected attempt<Request, Answer>(
    operation: Operation<Request, Answer>,
    unsigned: WireRequest,
    call: Call,
  ): Promise<Answer> {
    call.attempts += 1;
    return this.send(this.sign(unsigned), operation.kind, call).then(
      (reply) => {
        const answer = this.read(operation, reply, call);
        this.ended(operation.name, call, null);
        return answer;
      },
      (error: unknown) => {
        throw error instanceof TransportError ? classifyTransportError(error) : error;
      },
    );
  }

  protected build<Request, Answer>(
    operation: Operation<Request, Answer>,
    request: Request,
  ): WireRequest {
    const { path, query } = this.#options.protocol.place(operation);
    return {
      path: `${this.#root}${path}`,
      query,
      headers: this.#headers,
      body: stringifyJson(operation.body(request)),
    };
  }

  protected sign(request: WireRequest): WireRequest {
    return this.#signer.sign(request, this.#now());
  }

  protected send(request: WireRequest, kind: OperationKind, { signal }: Call): Promise<WireReply> {
    const { transport, timeoutMs } = this.#options;
    return transport.post(request, { timeoutMs: timeoutMs[kind], signal });
  }

  protected read<Request, Answer>(
    operation: Operation<Request, Answer>,
    reply: WireReply,
    { onLogId }: Call,
  ): Answer {
    const body = this.parse(reply);
    onLogId?.(this.#options.protocol.logIdOf(body, reply));
    const error = this.#options.protocol.errorIn(body, reply);
    if (error) throw this.errorFor(error, operation, reply);
    return this.decode(operation, body, reply);
  }

  /** The JSON of an answer; of an answer outside 2xx its headers may say all there is. */
  protected parse(reply: WireReply): unknown {
    try {
      return parseJson(textOf(reply));
    } catch (error) {
      if (!isSuccess(reply)) return null;
      throw unreadable(
        reply,
        error instanceof TooDeepError ? error.reason : describeNotJson(reply),
      );
    }
  }

  /** Which error it is: a refusal the operation declares, or a failure. */
  protected errorFor<Request, Answer>(
    error: UpstreamError,
    { refusals }: Operation<Request, Answer>,
    reply: WireReply,
  ): Error {
    const reason = reasonFor(error, refusals);
    return reason
      ? new BusinessError(reason, error.message, error.requestId)
      : refused(error, reply, this.#now(), this.#options.protocol.codes);
  }

  protected decode<Request, Answer>(
    operation: Operation<Request, Answer>,
    body: unknown,
    reply: WireReply,
  ): Answer {
    const result = this.#options.protocol.resultIn(body, operation.kind);
    if (result === undefined) throw unreadable(reply, NO_RESULT);
    this.answered(operation, result);
    const answer = operation.answer.safeParse(result);
    if (answer.success) return answer.data;
    throw unreadable(reply, describeMismatch(answer.error));
  }

  /** For a subclass that inspects results before they are decoded. */
  protected answered<Request, Answer>(_: Operation<Request, Answer>, _result: unknown): void {}

  /** What an answer of an operation may lack, and what its decoder leaves out. */
  protected expected(operation: string): Expected {
    return this.#options.protocol.expected?.[operation] ?? {};
  }

  /** For whoever keeps count: a call is over. */
  protected ended(_operation: string, _call: Call, _error: unknown): void {}

  #now(): Date {
    return this.#options.now?.() ?? new Date();
  }
}
