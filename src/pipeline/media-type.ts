import Negotiator from "negotiator";
import type { Stage } from "./stage.ts";

const LEGACY = "application/json";
const CURRENT = "application/graphql-response+json";

/**
 * GraphQL over HTTP wants 200 for every well-formed request whose client asks for `application/json` by
 * name, since a proxy may have made up any other status; the current media type shows the true one.
 */
export function statusForMediaType(): Stage {
  return {
    requestDidStart: async ({ request }) => {
      const accept = request.http?.headers.get("accept") ?? "";
      if (!accept.includes(LEGACY)) return;
      return {
        async willSendResponse({ response }) {
          if (response.http.status !== 400) return;
          const preferred = new Negotiator({ headers: { accept } }).mediaType([LEGACY, CURRENT]);
          if (preferred === LEGACY) response.http.status = 200;
        },
      };
    },
  };
}
