import type {
  ApolloServerPlugin,
  GraphQLRequestContext,
  GraphQLRequestContextResponseForOperation,
} from "@apollo/server";
import { ApolloServerPluginCacheControl } from "@apollo/server/plugin/cacheControl";
import type { GraphQLError, GraphQLFormattedError, GraphQLSchema } from "graphql";
import type { OperationContext } from "../context.ts";
import { CompiledOperations } from "./compiled.ts";
import { asGraphQLError, type ErrorHooks, withCode } from "./errors.ts";
import { schemaToCompile } from "./schema.ts";

type Plugin = ApolloServerPlugin<OperationContext>;
type Request = Pick<GraphQLRequestContext<OperationContext>, "request">;

/** How soon a query is compiled, and how much of all time that may take. */
const EAGERNESS = {
  jit: { minUses: 2, maxShare: 0.1 },
  "jit-at-once": { minUses: 1, maxShare: 1 },
} as const;

/**
 * Executes queries that come again as compiled functions. Apollo's hooks around a single field do not
 * run then, so requests that need them are left to graphql-js; its hooks around errors do.
 */
export function compiledExecution(
  schema: GraphQLSchema,
  executor: keyof typeof EAGERNESS,
  hooks: ErrorHooks,
): Plugin {
  const operations = new CompiledOperations(schemaToCompile(schema), {
    maxEntries: 2000,
    maxDocumentLength: 20_000,
    ...EAGERNESS[executor],
  });
  return {
    requestDidStart: async (start) => {
      if (looksAtFields(start)) return;
      return {
        async responseForOperation(request) {
          const { source, document, operationName, contextValue, response } = request;
          const run = operations.find(source, document, operationName ?? undefined);
          const result = await run?.(contextValue, request.request.variables ?? {});
          // Without data, it was the variables: nothing has run yet, and Apollo has a status for that.
          if (result?.data === undefined) return null;
          const singleResult = result.errors
            ? { ...result, errors: await told(result.errors.map(asGraphQLError), request, hooks) }
            : { data: result.data };
          return { http: response.http, body: { kind: "single", singleResult } };
        },
      };
    },
  };
}

async function told(
  errors: readonly GraphQLError[],
  request: GraphQLRequestContextResponseForOperation<OperationContext>,
  { didEncounterErrors, formatError }: ErrorHooks,
): Promise<GraphQLFormattedError[]> {
  await didEncounterErrors(Object.assign(request, { errors }));
  return errors.map((error) => formatError(withCode(error), error));
}

/** Cache hints are gathered field by field, so only where an HTTP cache may heed them. */
export function cacheControl(): Plugin {
  const plugin = ApolloServerPluginCacheControl();
  return {
    ...plugin,
    requestDidStart: async (start) => (isGet(start) ? plugin.requestDidStart?.(start) : undefined),
  };
}

function looksAtFields(start: Request): boolean {
  return (
    isGet(start) || start.request.http?.headers.get("apollo-federation-include-trace") === "ftv1"
  );
}

function isGet({ request: { http } }: Request): boolean {
  return http?.method === "GET";
}
