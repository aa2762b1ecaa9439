import {
  type ApiVersion,
  type Language,
  type Localized,
  notSupported,
  ServiceError,
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
  const missing = problems.find(({ is }) => is === "unsupported");
  if (missing) {
    const path = joined(argument === "" ? missing.path : [argument, ...missing.path]);
    const { en, zh } = missing.reason;
    const reason = { en: `${path}: ${en}`, zh: `${path}：${zh}` };
    throw notSupported({ operation, by, reason, argument: path });
  }
  const problemsIn = (language: Language) =>
    problems.map(({ path, reason }) => ({
      path: [argument, ...path],
      given: shown(valueAt(request, path)),
      allowed: reason[language],
    }));
  const problem = { en: described(problemsIn("en"), EN), zh: described(problemsIn("zh"), ZH) };
  throw new ServiceError(
    "BAD_USER_INPUT",
    { problem },
    { localized: (language) => ({ problems: problemsIn(language) }) },
  );
}

interface Described {
  readonly path: RequestProblem["path"];
  readonly given: string;
  readonly allowed: string;
}

const EN = ({ path, given, allowed }: Described) =>
  `${joined(path)} is ${given}; allowed: ${allowed}.`;
const ZH = ({ path, given, allowed }: Described) =>
  `${joined(path)} 为 ${given}；应为：${allowed}。`;

function described(problems: readonly Described[], describe: (problem: Described) => string) {
  return problems.map(describe).join("\n");
}

function valueAt(value: unknown, path: RequestProblem["path"]): unknown {
  return path.reduce<unknown>(
    (at, key) => (typeof at === "object" && at !== null ? Reflect.get(at, key) : undefined),
    value,
  );
}

function shown(value: unknown): string {
  if (value === undefined) return "missing";
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === "string" && value.length > LONGEST_SHOWN) {
    return `${[...value].length} characters`;
  }
  return JSON.stringify(value);
}

const LONGEST_SHOWN = 60;

function joined(path: RequestProblem["path"]): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === "number") return `${text}[${key}]`;
    return text === "" ? key : `${text}.${key}`;
  }, "");
}
