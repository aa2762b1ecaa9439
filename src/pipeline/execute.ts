import type { ApolloServerOptions } from "@apollo/server";
import {
  createSourceEventStream,
  type DocumentNode,
  type ExecutionArgs,
  type ExecutionResult,
  execute,
  GraphQLError,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from "graphql";
import { ServiceError } from "../domain/errors.ts";
import { type HttpRequest, looksAtFields } from "./cache-hints.ts";
import { OperationCoalescer } from "./operation-coalescer.ts";
import type { OperationContext, SubscribeRun } from "./operation-context.ts";
import { writeData } from "./serialize.ts";
import type { Stage } from "./stage.ts";

type Gateway = NonNullable<ApolloServerOptions<OperationContext>["gateway"]>;

/** An operation that has been parsed, validated and checked. */
interface CheckedOperation {
  readonly document: DocumentNode;
  readonly operation?: OperationDefinitionNode | null | undefined;
  readonly queryHash?: string | undefined;
  readonly request: {
    readonly variables?: Record<string, unknown>;
    readonly operationName?: string;
    readonly http?: HttpRequest;
  };
}

type Execute = (checked: CheckedOperation, context: OperationContext) => Promise<ExecutionResult>;

/** Executes a query, a mutation, the start of a subscription or one of its events. */
function createExecute(schema: GraphQLSchema): Execute {
  const coalescer = new OperationCoalescer();
  return async ({ document, request, queryHash = "", operation }, contextValue) => {
    const { variables = {}, operationName } = request;
    const args: ExecutionArgs = {
      ...{ schema, document, contextValue, operationName },
      variableValues: variables,
    };
    const { run } = contextValue;
    if (run.kind === "subscribe") return begin(run, args);
    if (run.kind === "event") return answer({ ...args, rootValue: run.event }, contextValue);
    if (operation?.operation === "mutation") return execute(args);
    const query = {
      ...{ queryHash, variables, client: run.client },
      operationName: operation?.name?.value ?? null,
      context: contextValue,
    };
    const isShareable = operation && !contextValue.showUpstream && !looksAtFields(request);
    const runQuery = () => answer(args, contextValue);
    return isShareable ? coalescer.execute(query, runQuery) : runQuery();
  };
}

/**
 * Runs each operation once, by one function. Apollo Server calls it as its executor where it looks at
 * single fields (cache hints, traces). Elsewhere the stage calls it, and a result without errors needs no
 * more of Apollo's execution; one with errors is handed to Apollo's executor, so that all errors are
 * formatted in one place. To be called as an executor makes an object with a getter for each operation,
 * which before Node 24 costs the garbage collector half of a small query's time (W1).
 */
export function createExecutor(schema: GraphQLSchema): { gateway: Gateway; stage: Stage } {
  const run = createExecute(schema);
  return {
    gateway: {
      load: async () => ({
        executor: async ({ context, ...checked }) => {
          const contextValue = operationContext(context);
          const { result } = contextValue.executed;
          contextValue.executed.result = null;
          return result ?? run(checked, contextValue);
        },
      }),
      onSchemaLoadOrUpdate(use) {
        use({ apiSchema: schema, coreSupergraphSdl: "" });
        return () => {};
      },
      stop: async () => {},
    },
    stage: {
      requestDidStart: async () => ({
        async responseForOperation({ contextValue, response, ...checked }) {
          if (looksAtFields(checked.request)) return null;
          const result = await run(checked, contextValue);
          if (!result.errors) {
            return { http: response.http, body: { kind: "single", singleResult: result } };
          }
          contextValue.executed.result = result;
          return null;
        },
      }),
    },
  };
}

async function begin(run: SubscribeRun, args: ExecutionArgs): Promise<ExecutionResult> {
  run.document = args.document;
  const events = await createSourceEventStream(args);
  // Variables that do not fit are the only errors before a resolver has run; these have no path.
  run.hasBegun = !("errors" in events) || (events.errors ?? []).some(({ path }) => path);
  if (!(Symbol.asyncIterator in events)) return { data: null, ...events };
  run.events = events;
  return { data: null };
}

// Apollo's type of a gateway's executor knows nothing of a server's context.
function operationContext(context: object): OperationContext {
  if (isOperationContext(context)) return context;
  throw new Error("An operation has no context.");
}

function isOperationContext(context: object): context is OperationContext {
  return "run" in context && "budget" in context;
}

/** Executes what may be cut: a limit that is reached ends it, with no data. */
async function answer(args: ExecutionArgs, { budget }: OperationContext): Promise<ExecutionResult> {
  try {
    return await budget.guard(async () => {
      const result = await execute(args);
      if (result.data) await writeData(result.data, budget);
      return result;
    });
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    return { data: null, errors: [new GraphQLError(error.message, { originalError: error })] };
  }
}
