import { ApolloServerErrorCode } from "@apollo/server/errors";
import { GraphQLError } from "graphql";
import type { Stage } from "./stage.ts";

/** Refuses an operation that its transport cannot answer, before anything of it runs. */
export function checkTransport(): Stage {
  return {
    requestDidStart: async () => ({
      async didResolveOperation({ operation, contextValue: { run } }) {
        if (!operation) return;
        const isSubscription = operation.operation === "subscription";
        // Executed like a query, a subscription would have no events.
        if (isSubscription && run.kind === "operation") throw refused(SUBSCRIBE, 406);
        if (!isSubscription && run.kind !== "operation") throw refused(ONLY_SUBSCRIPTIONS, 400);
      },
    }),
  };
}

const SUBSCRIBE =
  "Subscribe with `Accept: text/event-stream`, or over a WebSocket at this same path.";
const ONLY_SUBSCRIPTIONS = "Only subscriptions are answered here: send other operations by HTTP.";

function refused(message: string, status: number): GraphQLError {
  const code = ApolloServerErrorCode.BAD_REQUEST;
  return new GraphQLError(message, { extensions: { code, http: { status } } });
}
