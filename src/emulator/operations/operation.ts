import { z } from "zod";
import { invalidBody, invalidParameter } from "../errors.ts";
import type { Registry } from "../store/registry.ts";

/**
 * Takes a request's body, gives the `result` of the answer, or throws an OperationError. `origin` is
 * where the caller has found the emulator.
 */
export type Operation = (body: unknown, registry: Registry, origin: string) => unknown;

/** An operation whose body has been checked before it runs. */
export function operation<Request extends z.ZodType>(
  request: Request,
  run: (input: z.output<Request>, registry: Registry, origin: string) => unknown,
): Operation {
  return (body, registry, origin) => {
    const parsed = request.safeParse(body);
    if (!parsed.success) throw refusalOf(parsed.error);
    return run(parsed.data, registry, origin);
  };
}

/** Either form of an object's id. */
export const anyId = z.union([z.number().refine(Number.isInteger), z.string().min(1)]);

// The innermost name: of versionMeta.taskId, `taskId`.
function refusalOf(error: z.ZodError) {
  const name = error.issues[0]?.path.findLast((part) => typeof part === "string");
  return name === undefined ? invalidBody() : invalidParameter(name);
}
