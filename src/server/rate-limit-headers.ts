import type { ServerResponse } from "node:http";
import type { Quota } from "../limits/rate.ts";

/** What a response says of its caller's quota, as draft-ietf-httpapi-ratelimit-headers-11 has it. */
export function setRateLimitHeaders(response: ServerResponse, quota: Quota): void {
  const { limit, windowSeconds, remaining, resetSeconds } = quota;
  response.setHeader("ratelimit-policy", `"operations";q=${limit};w=${windowSeconds}`);
  response.setHeader("ratelimit", `"operations";r=${remaining};t=${resetSeconds}`);
}
