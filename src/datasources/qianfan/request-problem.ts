import { type ApiVersion, type Localized, notSupported, ServiceError } from "../../domain/index.ts";
import type { ApiOperation } from "./api.ts";

/** A member of a request that a version of the API cannot take. */
export interface RequestProblem {
  readonly path: readonly (string | number)[];
  /**
   * - `unsupported`: this version has no place for it, the other one has.
   * - `invalid`: this version needs another value.
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
  const [name, api] = [joined(path), version.toUpperCase()];
  const en = `${name} has no place in Qianfan's ${api} API; leave it out`;
  return [{ path, is: "unsupported", reason: { en, zh: `千帆 ${api} API 没有 ${name}，请省略` } }];
}

/** An operation that looks at each request before it sends anything. */
export function checkedFirst<Request, Answer>(
  operation: ApiOperation<Request, Answer>,
  version: ApiVersion,
  problemsOf: (request: Request) => readonly RequestProblem[],
  /** The argument that the request's members are of. */
  argument = "input",
): ApiOperation<Request, Answer> {
  return {
    ...operation,
    call: async (request, call) => {
      refuse(operation.name, version, problemsOf(request), argument);
      return operation.call(request, call);
    },
  };
}

/** @throws ServiceError `NOT_SUPPORTED` or `BAD_USER_INPUT` when there is a problem. */
export function refuse(
  operation: string,
  by: ApiVersion,
  problems: readonly RequestProblem[],
  argument: string,
): void {
  const [first] = problems;
  if (!first) return;
  const missing = problems.find(({ is }) => is === "unsupported");
  if (missing) {
    const path = joined([argument, ...missing.path]);
    throw notSupported({ operation, by, reason: missing.reason, argument: path });
  }
  const described = problems.map(({ path, reason }) => ({
    path: joined([argument, ...path]),
    reason,
  }));
  const lines = (language: "en" | "zh", colon: string) =>
    described.map(({ path, reason }) => `${path}${colon}${reason[language]}`).join("\n");
  throw new ServiceError(
    "BAD_USER_INPUT",
    { problem: { en: lines("en", ": "), zh: lines("zh", "：") } },
    {
      extensions: { problems: described.map(({ path, reason }) => ({ path, allowed: reason.en })) },
    },
  );
}

function joined(path: RequestProblem["path"]): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === "number") return `${text}[${key}]`;
    return text === "" ? key : `${text}.${key}`;
  }, "");
}
