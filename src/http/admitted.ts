import type { IncomingMessage, ServerResponse } from "node:http";
import type { Admission } from "../auth/admission.ts";
import type { Caller } from "../auth/caller.ts";
import { credentialsOfHeaders } from "../auth/credentials.ts";
import { languageOf } from "../context.ts";
import { ServiceError } from "../errors.ts";
import { RateLimited } from "../limits/rate.ts";
import { answerServiceError } from "./answer.ts";
import type { Handler } from "./graphql.ts";
import { setRateLimitHeaders } from "./rate-limit-headers.ts";

/** Answers a caller who is known. */
export type AdmittedHandler = (
  request: IncomingMessage,
  response: ServerResponse,
  caller: Caller,
) => Promise<void>;

/** Refuses, before anything is read of a request, whoever may not ask. */
export function admitted({ admit }: Admission, handle: AdmittedHandler): Handler {
  return async (request, response) => {
    let caller: Caller;
    try {
      caller = await admit(credentialsOfHeaders(request.headers), (quota) =>
        setRateLimitHeaders(response, quota),
      );
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      if (error instanceof RateLimited) setRateLimitHeaders(response, error.quota);
      answerServiceError(response, error, languageOf(request));
      return;
    }
    await handle(request, response, caller);
  };
}
