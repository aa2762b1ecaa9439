import { languageOf } from "../context.ts";
import { ServiceError } from "../errors.ts";
import { answerServiceError } from "./answer.ts";
import type { Handler } from "./graphql.ts";

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
    answerServiceError(response, error, languageOf(request));
  };
}
