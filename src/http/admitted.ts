import type { IncomingMessage, ServerResponse } from "node:http";
import type { Admission } from "../auth/admission.ts";
import type { Caller } from "../auth/caller.ts";
import { credentialsOfHeaders } from "../auth/credentials.ts";
import { languageOf } from "../context.ts";
import { ServiceError } from "../errors.ts";
import { answerServiceError } from "./answer.ts";
import type { Handler } from "./graphql.ts";

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
      caller = await admit(credentialsOfHeaders(request.headers));
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      answerServiceError(response, error, languageOf(request));
      return;
    }
    await handle(request, response, caller);
  };
}
