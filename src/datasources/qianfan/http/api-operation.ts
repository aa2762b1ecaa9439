import type { ApiOperation } from "../api.ts";
import type { Client } from "./client.ts";
import type { Operation } from "./operation.ts";

/** What a client makes of an operation of its protocol: something that the platform can do. */
export function operationsOf(client: Client) {
  return <Request, Answer>(
    operation: Operation<Request, Answer>,
  ): ApiOperation<Request, Answer> => ({
    name: operation.name,
    kind: operation.kind,
    call: (request, call) => client.call(operation, request, call),
  });
}
