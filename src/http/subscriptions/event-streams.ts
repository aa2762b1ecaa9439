import type { IncomingMessage, ServerResponse } from "node:http";
import { Repeater } from "@graphql-yoga/subscription";
import type { GraphQLFormattedError } from "graphql";
import Negotiator from "negotiator";
import { languageOf } from "../../context.ts";
import { ServiceError } from "../../errors.ts";
import type { SubscriptionRequest } from "../../pipeline/index.ts";
import { answerServiceError } from "../answer.ts";
import { parsedBody, REFUSED } from "../body.ts";
import type { Handler } from "../graphql.ts";
import { parseClientJson } from "../json.ts";
import { isHead } from "../normalize.ts";
import { isForeign } from "../origin.ts";
import { EVENT_STREAM_HEADERS, EventStream, type EventStreamOptions } from "./event-stream.ts";
import { subscriptionRequest } from "./request.ts";
import { Subscription, type Subscriptions } from "./subscriptions.ts";

export interface EventStreamsOptions extends EventStreamOptions {
  readonly subscriptions: Subscriptions;
  readonly maxBodyBytes: number;
  /** The origins, beside the server's own, whose pages may subscribe. */
  readonly origins: readonly string[];
}

const EVENT_STREAM = "text/event-stream";
const OTHERS = ["application/json", "application/graphql-response+json", "text/html"];

/** Whether a request would rather have events than anything else: several clients list it last. */
export function wantsEventStream(request: IncomingMessage): boolean {
  if (!request.headers.accept?.includes("text/")) return false;
  return new Negotiator(request).mediaType([...OTHERS, EVENT_STREAM]) === EVENT_STREAM;
}

/** Subscriptions as server-sent events: by POST with JSON, or by GET, which changes nothing. */
export class EventStreams {
  readonly #open = new Set<EventStream>();

  constructor(private readonly options: EventStreamsOptions) {}

  readonly handle: Handler = async (request, response) => {
    if (isForeign(request, this.options.origins)) {
      const error = new ServiceError("ORIGIN_NOT_ALLOWED");
      answerServiceError(response, error, languageOf(request));
      return;
    }
    if (isHead(request)) {
      response.writeHead(200, EVENT_STREAM_HEADERS).end();
      return;
    }
    const asked = await askedFor(request, response, this.options.maxBodyBytes);
    if (!asked) return;
    const { subscriptions } = this.options;
    const started = await subscriptions.start(asked, request);
    const results =
      started instanceof Subscription ? subscriptions.results(started) : refusal(started);
    const stream = new EventStream(response, results, this.options);
    this.#open.add(stream);
    await stream.run().finally(() => this.#open.delete(stream));
  };

  /** Ends every stream so that its client connects again. */
  drain(): void {
    for (const stream of this.#open) stream.cut();
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
  answerServiceError(response, error, languageOf(request));
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
