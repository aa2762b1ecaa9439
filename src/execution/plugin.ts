import type { ApolloServerPlugin, GraphQLRequestContext } from "@apollo/server";
import { ApolloServerPluginCacheControl } from "@apollo/server/plugin/cacheControl";
import type { OperationContext } from "../context.ts";
import type { CompiledOperations } from "./compiled.ts";
import type { Describe } from "./errors.ts";

type Plugin = ApolloServerPlugin<OperationContext>;
type Request = Pick<GraphQLRequestContext<OperationContext>, "request">;

/**
 * Executes queries that come again as compiled functions. Apollo's hooks around a single field do not
 * run then, so requests that need them are left to graphql-js.
 */
export function compiledExecution(operations: CompiledOperations, describe: Describe): Plugin {
  return {
    requestDidStart: async (start) => {
      if (looksAtFields(start)) return;
      return {
        async responseForOperation({ source, document, queryHash, request, ...answer }) {
          const { contextValue, response } = answer;
          const compiled = operations.find({
            text: source,
            name: request.operationName,
            document,
            hash: queryHash ?? "",
          });
          const result = await compiled?.run(contextValue, request.variables ?? {});
          // Without data, it was the variables: nothing has run yet, and Apollo has a status for that.
          if (result?.data === undefined) return null;
          const { data, errors } = result;
          const singleResult = errors ? { data, errors: describe(errors, contextValue) } : { data };
          return { http: response.http, body: { kind: "single", singleResult } };
        },
      };
    },
  };
}

/** Cache hints are gathered field by field, so only where an HTTP cache may heed them. */
export function cacheControl(): Plugin {
  const plugin = ApolloServerPluginCacheControl();
  return {
    ...plugin,
    requestDidStart: async (start) => (isGet(start) ? plugin.requestDidStart?.(start) : undefined),
  };
}

function looksAtFields({ request }: Request): boolean {
  return isGet({ request }) || isTraced(request.http?.headers.get(TRACE_HEADER));
}

/** By this header a gateway asks for the time each field took. */
export const TRACE_HEADER = "apollo-federation-include-trace";

export function isTraced(header: unknown): boolean {
  return header === "ftv1";
}

function isGet({ request: { http } }: Request): boolean {
  return http?.method === "GET";
}
