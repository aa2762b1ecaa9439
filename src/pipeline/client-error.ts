import type { IncomingMessage } from "node:http";
import type { GraphQLFormattedError } from "graphql";
import type { Language, ServiceError } from "../domain/errors.ts";
import { languageOf } from "./operation-context.ts";

/** The client that an error is written for. */
export interface ErrorReader {
  readonly language: Language;
  /** The `X-Request-Id` of its request, or of the request that opened its WebSocket. */
  readonly requestId: string;
}

/** The client of a request that has its id. */
export function readerOf(request: Pick<IncomingMessage, "headers">): ErrorReader {
  return {
    language: languageOf(request),
    requestId: String(request.headers["x-request-id"] ?? ""),
  };
}

/** An error of the catalogue as its client sees it. */
export function formatServiceError(
  error: ServiceError,
  { language, requestId }: ErrorReader,
): GraphQLFormattedError {
  return {
    message: error.messageIn(language),
    extensions: { ...error.extensionsIn(language), requestId },
  };
}
