import {
  type ApiVersion,
  inputError,
  type Localized,
  notSupported,
  pathText,
  valueAt,
} from "../../domain/index.ts";
import type { ApiOperation } from "./api.ts";

/** A member of a request that a version of the API cannot take. */
export interface RequestProblem {
  readonly path: readonly (string | number)[];
  /**
   * - `unsupported`: this version has no place for it, the other one has.
   * - `invalid`: this version needs another value; the reason says which.
   */
  readonly is: "unsupported" | "invalid";
  readonly reason: Localized;
}

export function invalid(path: RequestProblem["path"], en: string, zh: string): RequestProblem {
  return { path, is: "invalid", reason: { en, zh } };
}

/** A member that has no place in a version of the API. */
export function unsupported(
  version: ApiVersion,
  value: unknown,
  ...path: RequestProblem["path"]
): RequestProblem[] {
  if (value === undefined) return [];
  const api = version.toUpperCase();
  const reason = { en: `${api} has no place for it; leave it out`, zh: `${api} 没有该项，请省略` };
  return [{ path, is: "unsupported", reason }];
}

/** An operation that looks at each request before it sends anything. */
export function checkedFirst<Request, Answer>(
  operation: ApiOperation<Request, Answer>,
  version: ApiVersion,
  problemsOf: (request: Request) => readonly RequestProblem[],
): ApiOperation<Request, Answer> {
  return {
    ...operation,
    call: async (request, call) => {
      refuse(operation.name, version, request, problemsOf(request));
      return operation.call(request, call);
    },
  };
}

/** @throws ServiceError `NOT_SUPPORTED` or `BAD_USER_INPUT` when there is a problem. */
export function refuse(
  operation: string,
  by: ApiVersion,
  request: unknown,
  problems: readonly RequestProblem[],
  argument = "input",
): void {
  if (problems.length === 0) return;
  const pathOf = ({ path }: RequestProblem) => (argument === "" ? path : [argument, ...path]);
  const missing = problems.find(({ is }) => is === "unsupported");
  if (missing) {
    const path = pathText(pathOf(missing));
    const { en, zh } = missing.reason;
    const reason = { en: `${path}: ${en}`, zh: `${path}：${zh}` };
    throw notSupported({ operation, by, reason, argument: path });
  }
  throw inputError(
    problems.map((problem) => ({
      path: pathOf(problem),
      given: shown(valueAt(request, problem.path)),
      allowed: problem.reason,
    })),
  );
}

function shown(value: unknown): string {
  if (value === undefined) return "missing";
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === "string" && value.length > MAX_SHOWN_LENGTH) {
    return `${[...value].length} characters`;
  }
  return JSON.stringify(value);
}

const MAX_SHOWN_LENGTH = 60;
