import type { IncomingMessage, ServerResponse } from "node:http";
import type { Authentication } from "../auth/authentication.ts";
import type { Caller } from "../auth/caller.ts";
import { credentialsOfHeaders } from "../auth/credentials.ts";
import { ServiceError } from "../domain/errors.ts";
import { RateLimited } from "../limits/rate.ts";
import { languageOf } from "../pipeline/operation-context.ts";
import { sendServiceError } from "./error-response.ts";
import type { Handler } from "./graphql-handler.ts";
import { setRateLimitHeaders } from "./rate-limit-headers.ts";

/** Answers a caller who is known. */
export type AuthenticatedHandler = (
  request: IncomingMessage,
  response: ServerResponse,
  caller: Caller,
) => Promise<void>;

/** Refuses, before anything is read of a request, whoever may not ask. */
export function authenticated({ admit }: Authentication, handle: AuthenticatedHandler): Handler {
  return async (request, response) => {
    let caller: Caller;
    try {
      caller = await admit(credentialsOfHeaders(request.headers), (quota) =>
        setRateLimitHeaders(response, quota),
      );
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      if (error instanceof RateLimited) setRateLimitHeaders(response, error.quota);
      sendServiceError(response, error, languageOf(request));
      return;
    }
    await handle(request, response, caller);
  };
}
