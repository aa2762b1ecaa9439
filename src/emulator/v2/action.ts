import { z } from "zod";
import type { Registry } from "../store/registry.ts";
import { invalidParam, malformedJson } from "./errors.ts";

/**
 * Takes a request's body, gives the `result` of the answer, or throws a V2Error. `origin` is where
 * the caller has found the emulator.
 */
export type Action = (body: unknown, registry: Registry, origin: string) => unknown;

/** An action whose body has been checked before it runs. A member that is null counts as absent. */
export function action<Request extends z.ZodType>(
  request: Request,
  run: (input: z.output<Request>, registry: Registry, origin: string) => unknown,
): Action {
  return (body, registry, origin) => {
    const parsed = request.safeParse(withoutNulls(body));
    if (!parsed.success) throw refusalOf(parsed.error);
    return run(parsed.data, registry, origin);
  };
}

/** An id. V2 has texts alone; numbers and their digits are taken as V1 takes them. */
export const id = z.union([z.string().min(1), z.int()]);

function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (typeof value !== "object" || value === null) return value;
  const members = Object.entries(value).filter(([, member]) => member !== null);
  return Object.fromEntries(members.map(([name, member]) => [name, withoutNulls(member)]));
}

// The innermost name: of trainMeta.taskId, `taskId`.
function refusalOf(error: z.ZodError) {
  const name = error.issues[0]?.path.findLast((part) => typeof part === "string");
  return name === undefined ? malformedJson() : invalidParam(name);
}
