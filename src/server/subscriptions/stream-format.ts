import type { IncomingMessage } from "node:http";
import type { GraphQLFormattedError } from "graphql";
import Negotiator from "negotiator";

/** How a response carries the results of one subscription. */
export interface StreamFormat {
  readonly headers: Readonly<Record<string, string>>;
  /** What is sent before anything has happened. */
  readonly start: string;
  readonly heartbeat: string;
  readonly end: string;
  result(result: object): string;
  /** The end of a stream that is cut, so that the client subscribes again. */
  interrupted(error: GraphQLFormattedError): string;
}

const NO_BUFFERING = {
  "cache-control": "no-store, no-transform",
  // Else nginx collects events until it has a bufferful.
  "x-accel-buffering": "no",
};

// A comment: clients skip it, proxies see that something flows.
const COMMENT = ":\n\n";

/** graphql-sse's "distinct connections mode". */
export const EVENT_STREAM: StreamFormat = {
  headers: { "content-type": "text/event-stream; charset=utf-8", ...NO_BUFFERING },
  start: COMMENT,
  heartbeat: COMMENT,
  end: "event: complete\ndata: \n\n",
  result: (result) => `event: next\ndata: ${JSON.stringify(result)}\n\n`,
  // Without `complete` a client connects again.
  interrupted: () => "",
};

const BOUNDARY = "\r\n--graphql";

// A client reads a part when the boundary behind it has come, so that each part brings its own.
const part = (content: object) =>
  `\r\ncontent-type: application/json\r\n\r\n${JSON.stringify(content)}${BOUNDARY}`;

/** Apollo's multipart protocol for subscriptions, version 1.0. */
export const MULTIPART: StreamFormat = {
  headers: {
    "content-type": 'multipart/mixed;boundary="graphql";subscriptionSpec="1.0"',
    ...NO_BUFFERING,
  },
  start: `${BOUNDARY}${part({})}`,
  heartbeat: part({}),
  end: "--\r\n",
  result: (result) => part({ payload: result }),
  interrupted: (error) => `${part({ payload: null, errors: [error] })}--\r\n`,
};

const OTHERS = ["application/json", "application/graphql-response+json", "text/html"];
const EVENTS = "text/event-stream";
const PARTS = "multipart/mixed;subscriptionspec=1.0";
// The boundary is the server's to choose.
const ASKED_BOUNDARY = /;\s*boundary\s*=\s*("[^"]*"|[^;,]*)/gi;

/** The format that a request would rather have than anything else; null for one that wants no stream. */
export function streamFormat({ headers, method }: IncomingMessage): StreamFormat | null {
  const accept = headers.accept?.replace(ASKED_BOUNDARY, "") ?? "";
  // Other servers' parts have other protocols, and this one has POST alone.
  const takesParts = method === "POST" && /;\s*subscriptionspec\s*=/i.test(accept);
  if (!takesParts && !accept.includes("text/")) return null;
  const offered = [...OTHERS, EVENTS, ...(takesParts ? [PARTS] : [])];
  const preferred = new Negotiator({ headers: { accept } }).mediaType(offered);
  if (preferred === PARTS) return MULTIPART;
  return preferred === EVENTS ? EVENT_STREAM : null;
}
