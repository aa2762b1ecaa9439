import type { IncomingMessage, ServerResponse } from "node:http";
import type { ErrorCode, Language, ServiceError } from "../domain/errors.ts";
import { formatServiceError } from "../pipeline/client-error.ts";
import { preferredMediaType } from "../pipeline/media-type.ts";

/** The status of an error that is told before there is a GraphQL operation. */
const STATUS: Readonly<Partial<Record<ErrorCode, number>>> = {
  UNAUTHENTICATED: 401,
  ORIGIN_NOT_ALLOWED: 403,
  PATH_NOT_FOUND: 404,
  METHOD_NOT_ALLOWED: 405,
  PAYLOAD_TOO_LARGE: 413,
  UNSUPPORTED_MEDIA_TYPE: 415,
  MISDIRECTED_REQUEST: 421,
  RATE_LIMITED: 429,
  INTERNAL_SERVER_ERROR: 500,
  IDENTITY_UNAVAILABLE: 503,
};

/** Answers with an error outside any GraphQL operation, in the form GraphQL clients read. */
export function sendServiceError(
  response: ServerResponse,
  error: ServiceError,
  language: Language,
): void {
  const { code, extensions } = error;
  if (code === "UNAUTHENTICATED") response.setHeader("www-authenticate", "Bearer");
  const { retryAfterSeconds } = extensions;
  if (retryAfterSeconds !== undefined) response.setHeader("retry-after", String(retryAfterSeconds));
  write(response, statusOf(error), { errors: [formattedFor(response, error, language)] });
}

/** Answers with as many results that have the error, and with success. */
export function answerServiceErrors(
  response: ServerResponse,
  count: number,
  error: ServiceError,
  language: Language,
): void {
  const result = { errors: [formattedFor(response, error, language)] };
  write(
    response,
    200,
    Array.from({ length: count }, () => result),
  );
}

function formattedFor(response: ServerResponse, error: ServiceError, language: Language) {
  const requestId = String(response.getHeader("x-request-id") ?? "");
  return formatServiceError(error, { language, requestId });
}

/** The HTTP status of an error, where there is no GraphQL operation. */
export function statusOf({ code }: ServiceError): number {
  return STATUS[code] ?? 400;
}

/** Clients read the errors of a status other than 200 only where they have GraphQL's own media type. */
export function errorContentType({ headers }: IncomingMessage): string {
  return `${preferredMediaType(headers.accept)}; charset=utf-8`;
}

function write(response: ServerResponse, status: number, answer: object): void {
  const body = JSON.stringify(answer);
  response.writeHead(status, {
    "content-type": errorContentType(response.req),
    "content-length": Buffer.byteLength(body),
    "cache-control": "no-store",
  });
  response.end(body);
}
