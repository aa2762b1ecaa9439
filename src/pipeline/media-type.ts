import Negotiator from "negotiator";
import type { Stage } from "./stage.ts";

const LEGACY = "application/json";
const CURRENT = "application/graphql-response+json";

/** The media type of a response: of the two that GraphQL has, the one that `Accept` prefers. */
export function preferredMediaType(accept: string | undefined): string {
  return new Negotiator({ headers: { accept } }).mediaType([LEGACY, CURRENT]) ?? LEGACY;
}

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
          if (preferredMediaType(accept) === LEGACY) response.http.status = 200;
        },
      };
    },
  };
}
