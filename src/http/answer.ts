import type { ServerResponse } from "node:http";
import type { Language, ServiceError } from "../errors.ts";

/** Answers with an error outside any GraphQL operation, in the form GraphQL clients read. */
export function answerError(
  response: ServerResponse,
  status: number,
  code: string,
  message: string,
): void {
  write(response, status, message, { code });
}

/** Answers with an error of the catalogue before any GraphQL operation. */
export function answerServiceError(
  response: ServerResponse,
  status: number,
  error: ServiceError,
  language: Language,
): void {
  write(response, status, error.messageIn(language), error.extensions);
}

function write(
  response: ServerResponse,
  status: number,
  message: string,
  extensions: Readonly<Record<string, unknown>>,
): void {
  const body = JSON.stringify({ errors: [{ message, extensions }] });
  response.writeHead(status, {
    "content-type": "application/json; charset=utf-8",
    "content-length": Buffer.byteLength(body),
    "cache-control": "no-store",
  });
  response.end(body);
}
