import { createServer, type Server } from "node:http";
import type { Logger } from "pino";
import { answerError } from "./answer.ts";
import type { Handler } from "./graphql.ts";
import { isForPlayground } from "./playground.ts";

export interface Handlers {
  readonly graphql: Handler;
  /** Null where the playground is not served. */
  readonly playground: Handler | null;
}

/** The HTTP server: every path it serves, and an answer for whatever it does not. */
export function httpServer({ graphql, playground }: Handlers, log: Logger): Server {
  return createServer((request, response) => {
    const path = (request.url ?? "").split("?", 1)[0];
    const forPlayground = playground !== null && isForPlayground(request);
    if (path !== "/graphql" && !forPlayground) {
      answerError(response, 404, "NOT_FOUND", "There is nothing here; GraphQL is at /graphql.");
      return;
    }
    const handle = forPlayground ? playground : graphql;
    handle(request, response).catch((error: unknown) => {
      if (response.destroyed) return;
      log.error({ err: error }, "a request failed");
      if (response.headersSent) response.destroy();
      else answerError(response, 500, "INTERNAL_SERVER_ERROR", "Something went wrong here.");
    });
  });
}
