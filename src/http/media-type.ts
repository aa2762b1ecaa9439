import type { GraphQLRequestListener } from "@apollo/server";
import Negotiator from "negotiator";
import type { OperationContext } from "../context.ts";

const LEGACY = "application/json";
const CURRENT = "application/graphql-response+json";

/**
 * GraphQL over HTTP wants 200 for every well-formed request whose sender asks for `application/json` by
 * name, since a proxy may have made up any other status; the current media type tells the true one.
 */
export const statusForMediaType: GraphQLRequestListener<OperationContext>["willSendResponse"] =
  async ({ request, response }) => {
    const accept = request.http?.headers.get("accept") ?? "";
    if (response.http.status !== 400 || !accept.includes(LEGACY)) return;
    const preferred = new Negotiator({ headers: { accept } }).mediaType([LEGACY, CURRENT]);
    if (preferred === LEGACY) response.http.status = 200;
  };
