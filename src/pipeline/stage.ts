import type { ApolloServerPlugin } from "@apollo/server";
import type { OperationContext } from "./operation-context.ts";

/** An operation as a transport received it, before anything of it is read. */
export interface OperationRequest {
  readonly query?: unknown;
  readonly extensions?: unknown;
}

/**
 * One concern of every operation: a plugin of Apollo Server, whose hooks run for queries and mutations
 * over HTTP, for the start of each subscription and for each of its events. `executionDidStart` runs only
 * where Apollo Server looks at single fields: for a GET and for a traced query. Apollo Server awaits each
 * stage at each step: one that has nothing to do for an operation says so at its start.
 */
export interface Stage extends ApolloServerPlugin<OperationContext> {
  /** Runs before the document is read. @throws ServiceError to refuse the operation. */
  readonly admit?: (request: OperationRequest) => void;
}
