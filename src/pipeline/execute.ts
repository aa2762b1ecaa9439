import type { ApolloServerOptions } from "@apollo/server";
import {
  createSourceEventStream,
  type ExecutionArgs,
  type ExecutionResult,
  execute,
  GraphQLError,
  type GraphQLSchema,
} from "graphql";
import type { OperationContext, SubscribeRun } from "../context.ts";
import { ServiceError } from "../errors.ts";
import { looksAtFields } from "./cache-hints.ts";
import { OperationCoalescer } from "./operation-coalescer.ts";
import { writeData } from "./serialize.ts";

type Gateway = NonNullable<ApolloServerOptions<OperationContext>["gateway"]>;
type Executor = NonNullable<Awaited<ReturnType<Gateway["load"]>>["executor"]>;

/** What runs an operation once it has been parsed, validated and checked: a query, a mutation, the start of a subscription or one of its events. */
export function createExecutor(schema: GraphQLSchema): Gateway {
  const coalescer = new OperationCoalescer();
  const executor: Executor = async ({ document, context, request, queryHash, operation }) => {
    const contextValue = operationContext(context);
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
  return {
    load: async () => ({ executor }),
    onSchemaLoadOrUpdate(use) {
      use({ apiSchema: schema, coreSupergraphSdl: "" });
      return () => {};
    },
    stop: async () => {},
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
