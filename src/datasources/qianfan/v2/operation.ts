import type { z } from "zod";
import type { Localized } from "../../../domain/index.ts";
import type { BusinessErrors } from "../http/business-errors.ts";
import type { Operation } from "../http/operation.ts";

/**
 * How well an operation's form is known.
 * - `certain`: names and types stand on a current page, or two kinds of source agree.
 * - `likely`: one older or indirect source, or two that differ in a way the decoder takes.
 * - `open`: a name, a value or a behaviour that matters is not known.
 */
export type Verdict = "certain" | "likely" | "open";

/** One action of V2: `POST <path>?Action=<name>`. */
export interface V2Operation<Request, Answer> extends Omit<Operation<Request, Answer>, "refusals"> {
  readonly path: `/v2/${string}`;
  readonly query: { readonly Action: string };
  readonly refusals: BusinessErrors;
  readonly verdict: Verdict;
}

/** Makes the operations of one path. */
export function area(path: `/v2/${string}`) {
  const named = (name: string) => ({ name, path, query: { Action: name } });
  return {
    read: <Request, Answer>(
      name: string,
      verdict: Verdict,
      body: (request: Request) => unknown,
      answer: z.ZodType<Answer>,
      refusals: BusinessErrors = {},
    ): V2Operation<Request, Answer> => ({
      ...named(name),
      kind: "read",
      verdict,
      body,
      answer,
      refusals,
    }),
    write: <Request, Answer>(
      name: string,
      verdict: Verdict,
      body: (request: Request) => unknown,
      answer: z.ZodType<Answer>,
      refusals: BusinessErrors,
      check: (request: Request) => Localized,
    ): V2Operation<Request, Answer> => ({
      ...named(name),
      kind: "write",
      verdict,
      body,
      answer,
      refusals,
      check,
    }),
  };
}
