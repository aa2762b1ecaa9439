import type { z } from "zod";
import type { Localized } from "../../../domain/index.ts";
import type { OperationKind } from "../api.ts";
import type { BusinessErrors } from "./business-errors.ts";
import type { Query } from "./wire.ts";

/** One call of Qianfan's management API: what it takes, what it answers, how it refuses. */
export interface Operation<Request, Answer> {
  /** By which logs, metrics and errors name the call. */
  readonly name: string;
  readonly kind: OperationKind;
  /** Where the protocol cannot tell it from the name. */
  readonly path?: string;
  readonly query?: Query;
  readonly body: (request: Request) => unknown;
  readonly answer: z.ZodType<Answer>;
  readonly refusals: BusinessErrors;
  /** Of a write: what to look at to learn whether it took effect when its answer was lost. */
  readonly check?: (request: Request) => Localized;
}

export function read<Request, Answer>(
  name: string,
  body: (request: Request) => unknown,
  answer: z.ZodType<Answer>,
  refusals: BusinessErrors,
): Operation<Request, Answer> {
  return { name, kind: "read", body, answer, refusals };
}

export function write<Request, Answer>(
  name: string,
  body: (request: Request) => unknown,
  answer: z.ZodType<Answer>,
  refusals: BusinessErrors,
  check: (request: Request) => Localized,
): Operation<Request, Answer> {
  return { name, kind: "write", body, answer, refusals, check };
}
