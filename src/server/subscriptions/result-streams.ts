import type { IncomingMessage, ServerResponse } from "node:http";
import { Repeater } from "@graphql-yoga/subscription";
import type { GraphQLFormattedError } from "graphql";
import { ServiceError } from "../../domain/errors.ts";
import { type ErrorReader, formatServiceError, readerOf } from "../../pipeline/client-error.ts";
import type { SubscriptionRequest } from "../../pipeline/index.ts";
import { languageOf } from "../../pipeline/operation-context.ts";
import { parsedBody, REFUSED } from "../body-reader.ts";
import { sendServiceError } from "../error-response.ts";
import { isHead } from "../normalize-request.ts";
import { isForeign } from "../origin.ts";
import { parseClientJson } from "../request-json.ts";
import { ResultStream, type ResultStreamOptions } from "./result-stream.ts";
import type { StreamFormat } from "./stream-format.ts";
import { subscriptionRequest } from "./subscription-request.ts";
import { Subscription, type Subscriptions } from "./subscriptions.ts";

export interface ResultStreamsOptions extends ResultStreamOptions {
  readonly subscriptions: Subscriptions;
  readonly maxBodyBytes: number;
  /** The origins, beside the server's own, whose pages may subscribe. */
  readonly origins: readonly string[];
}

/** Subscriptions as one response each: by POST with JSON, or as server-sent events by GET too. */
export class ResultStreams {
  readonly #open = new Map<ResultStream, ErrorReader>();

  constructor(private readonly options: ResultStreamsOptions) {}

  async handle(
    request: IncomingMessage,
    response: ServerResponse,
    format: StreamFormat,
  ): Promise<void> {
    if (isForeign(request, this.options.origins)) {
      const error = new ServiceError("ORIGIN_NOT_ALLOWED");
      sendServiceError(response, error, languageOf(request));
      return;
    }
    if (isHead(request)) {
      response.writeHead(200, format.headers).end();
      return;
    }
    const asked = await askedFor(request, response, this.options.maxBodyBytes);
    if (!asked) return;
    const { subscriptions } = this.options;
    const started = await subscriptions.start(asked, request);
    const results =
      started instanceof Subscription ? subscriptions.results(started) : refusal(started);
    const stream = new ResultStream(response, results, format, this.options);
    this.#open.set(stream, readerOf(request));
    await stream.run().finally(() => this.#open.delete(stream));
  }

  /** Ends every stream so that its client connects again. */
  drain(): void {
    const error = new ServiceError("SUBSCRIPTION_INTERRUPTED");
    for (const [stream, reader] of this.#open) stream.cut(formatServiceError(error, reader));
  }
}

/** Faults are told within the stream, where a browser's EventSource can read them. */
function refusal(errors: readonly GraphQLFormattedError[]): Repeater<object> {
  return new Repeater<object>(async (push, stop) => {
    await push({ errors });
    stop();
  });
}

const PARAMETERS = {
  en: "The parameters must have a query or the id of a persisted operation, and may have variables.",
  zh: "查询参数必须包含 query 或持久化操作的标识，可包含 variables。",
};
const BODY = {
  en: "The JSON body, of type application/json, must have a query or the id of a persisted operation, and may have variables.",
  zh: "类型为 application/json 的请求体必须包含 query 或持久化操作的标识，可包含 variables。",
};

async function askedFor(
  request: IncomingMessage,
  response: ServerResponse,
  maxBodyBytes: number,
): Promise<SubscriptionRequest | null> {
  const isGet = request.method === "GET";
  const given = isGet ? searchParams(request) : await parsedBody(request, response, maxBodyBytes);
  if (given === REFUSED) return null;
  const asked = subscriptionRequest.safeParse(given);
  if (asked.success) return asked.data;
  const error = new ServiceError("BAD_REQUEST", { problem: isGet ? PARAMETERS : BODY });
  sendServiceError(response, error, languageOf(request));
  return null;
}

function searchParams(request: IncomingMessage): Record<string, unknown> {
  const { searchParams: search } = new URL(request.url ?? "", "http://localhost");
  const variables = search.get("variables");
  const extensions = search.get("extensions");
  return {
    ...Object.fromEntries(search),
    variables: variables && json(variables),
    extensions: extensions && json(extensions),
  };
}

function json(text: string): unknown {
  try {
    return parseClientJson(text);
  } catch {
    return text; // refused with whatever else is no object
  }
}
