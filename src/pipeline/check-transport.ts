import type { GraphQLError } from "graphql";
import { type Localized, ServiceError } from "../domain/errors.ts";
import { refusal } from "./check-limits.ts";
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

const SUBSCRIBE = {
  en: "Subscribe with `Accept: text/event-stream`, or over a WebSocket at this same path.",
  zh: "请使用请求头 `Accept: text/event-stream` 订阅，或在同一路径通过 WebSocket 订阅。",
};
const ONLY_SUBSCRIPTIONS = {
  en: "Only subscriptions are answered here: send other operations by HTTP.",
  zh: "此处只接受订阅：其他操作请通过 HTTP 发送。",
};

function refused(problem: Localized, status: number): GraphQLError {
  return refusal(new ServiceError("BAD_REQUEST", { problem }), status);
}
