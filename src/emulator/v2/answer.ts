import { randomUUID } from "node:crypto";
import type { Answer } from "../http/answer.ts";
import type { Registry } from "../store/registry.ts";
import { ACTIONS } from "./actions.ts";
import { internalError, invalidParam, V2Error } from "./errors.ts";

interface V2Request {
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly body: unknown;
}

export function isV2Path(path: string): boolean {
  return ACTIONS.has(path);
}

/** The name of the action that a request names; null where there is none such. */
export function actionName({ path, query }: Pick<V2Request, "path" | "query">): string | null {
  const name = query.Action;
  return name !== undefined && ACTIONS.get(path)?.has(name) ? name : null;
}

/** The answer to a request whose signature holds. */
export function answerV2(request: V2Request, registry: Registry, origin: string): Answer {
  const requestId = randomUUID();
  try {
    const run = ACTIONS.get(request.path)?.get(request.query.Action ?? "");
    if (!run) throw invalidParam("Action");
    const result = run(request.body, registry, origin);
    return answer(200, requestId, { requestId, result });
  } catch (error) {
    const { status, code, message } = refusalOf(error);
    return { ...answer(status, requestId, { requestId, code, message }), errorCode: code };
  }
}

function answer(status: number, requestId: string, body: unknown): Answer {
  return { status, headers: { "X-Bce-Request-Id": requestId }, body, errorCode: null };
}

function refusalOf(error: unknown): V2Error {
  if (error instanceof V2Error) return error;
  console.error(error);
  return internalError();
}
