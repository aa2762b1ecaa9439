import type { IncomingHttpHeaders } from "node:http";
import { AuthRefusal } from "../auth/refusal.ts";
import { verify } from "../auth/verify.ts";
import { internalError, OperationError } from "../errors.ts";
import { OPERATIONS } from "../operations/index.ts";
import type { Operation } from "../operations/operation.ts";
import type { Registry } from "../store/registry.ts";
import { actionName, answerV2, isV2Path } from "../v2/answer.ts";
import {
  type Answer,
  authFailure,
  methodNotAllowed,
  operationFailure,
  success,
  unknownPath,
} from "./answer.ts";
import { download } from "./download.ts";
import { modelDownload } from "./model-download.ts";
import type { ReceivedRequest } from "./receive.ts";
import { type V1Withdrawal, withdrawn } from "./withdrawal.ts";

const BASE = "/wenxinworkshop/modelrepo/";

/** The name of the operation that is asked for, or the path itself when there is none. */
export function operationName({ path, query }: Pick<ReceivedRequest, "path" | "query">): string {
  if (isV2Path(path)) return actionName({ path, query }) ?? path;
  const name = path.startsWith(BASE) ? path.slice(BASE.length) : path;
  return OPERATIONS.has(name) ? name : path;
}

/** From a request to its answer. */
export class Router {
  /** How V1 answers that it is gone; null while it is there. */
  v1Withdrawal: V1Withdrawal | null = null;
  #answers = 0;

  constructor(private readonly registries: ReadonlyMap<string, Registry>) {}

  answer(request: ReceivedRequest, wallTime: Date): Answer {
    const registries = [...this.registries.values()];
    const file = download(request, registries) ?? modelDownload(request, registries);
    if (file) return file;
    const isV1 = request.path.startsWith(BASE);
    if (isV1 && this.v1Withdrawal !== null) {
      return withdrawn(this.v1Withdrawal, request.path, this.nextLogId());
    }
    const operation = OPERATIONS.get(operationName(request));
    if (!operation && !isV2Path(request.path)) return unknownPath(request.path);
    if (request.method !== "POST") return methodNotAllowed(request.method);
    try {
      const signed = { ...request, headers: flat(request.headers) };
      const registry = verify(signed, this.registries, wallTime);
      registry.catchUp();
      return operation
        ? this.run(operation, request, registry)
        : answerV2(request, registry, originOf(request));
    } catch (error) {
      if (error instanceof AuthRefusal) return authFailure(error);
      throw error;
    }
  }

  private run(operation: Operation, request: ReceivedRequest, registry: Registry): Answer {
    const logId = this.nextLogId();
    try {
      return success(logId, operation(request.body, registry, originOf(request)));
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

/** Where the caller has found the emulator. */
function originOf({ headers }: ReceivedRequest): string {
  return `http://${headers.host}`;
}

function flat(headers: IncomingHttpHeaders): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
}
