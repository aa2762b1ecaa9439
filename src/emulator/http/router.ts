import type { IncomingHttpHeaders } from "node:http";
import { AuthRefusal } from "../auth/refusal.ts";
import { verify } from "../auth/verify.ts";
import { internalError, OperationError } from "../errors.ts";
import { OPERATIONS } from "../operations/index.ts";
import type { Operation } from "../operations/operation.ts";
import type { Registry } from "../store/registry.ts";
import {
  type Answer,
  authFailure,
  methodNotAllowed,
  operationFailure,
  success,
  unknownPath,
} from "./answer.ts";
import { download } from "./download.ts";
import type { ReceivedRequest } from "./receive.ts";

const BASE = "/wenxinworkshop/modelrepo/";

/** The name of the operation at a path, or the path itself when there is none. */
export function operationName(path: string): string {
  const name = path.startsWith(BASE) ? path.slice(BASE.length) : path;
  return OPERATIONS.has(name) ? name : path;
}

/** From a request to its answer. */
export class Router {
  #answers = 0;

  constructor(private readonly registries: ReadonlyMap<string, Registry>) {}

  answer(request: ReceivedRequest, wallTime: Date): Answer {
    const file = download(request, this.registries.values());
    if (file) return file;
    const operation = OPERATIONS.get(operationName(request.path));
    if (!operation) return unknownPath(request.path);
    if (request.method !== "POST") return methodNotAllowed(request.method);
    try {
      const signed = { ...request, headers: flat(request.headers) };
      const registry = verify(signed, this.registries, wallTime);
      return this.run(operation, request, registry);
    } catch (error) {
      if (error instanceof AuthRefusal) return authFailure(error);
      throw error;
    }
  }

  private run(
    operation: Operation,
    { body, headers }: ReceivedRequest,
    registry: Registry,
  ): Answer {
    const logId = this.nextLogId();
    try {
      return success(logId, operation(body, registry, `http://${headers.host}`));
    } catch (error) {
      if (error instanceof OperationError) return operationFailure(logId, error);
      console.error(error);
      return operationFailure(logId, internalError());
    }
  }

  private nextLogId(): string {
    this.#answers += 1;
    return String(2_000_000_000 + ((this.#answers * 7_919_993) % 2_000_000_000));
  }
}

function flat(headers: IncomingHttpHeaders): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
}
