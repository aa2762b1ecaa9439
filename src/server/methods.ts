import { ServiceError } from "../domain/errors.ts";
import { languageOf } from "../pipeline/operation-context.ts";
import { sendServiceError } from "./error-response.ts";
import type { Handler } from "./graphql-handler.ts";

/** Answers OPTIONS and the methods that a resource does not have; HEAD comes here as GET. */
export function allowMethods(methods: readonly string[], handle: Handler): Handler {
  const allow = ["OPTIONS", "HEAD", ...methods].join(", ");
  return async (request, response) => {
    const { method = "" } = request;
    if (methods.includes(method)) return handle(request, response);
    response.setHeader("allow", allow);
    if (method === "OPTIONS") {
      response.writeHead(204).end();
      return;
    }
    const error = new ServiceError("METHOD_NOT_ALLOWED", { method, allowed: allow });
    sendServiceError(response, error, languageOf(request));
  };
}
