import { z } from "zod";
import type { OrUnknown } from "../../../domain/index.ts";

// What records are made of, as JSON has it: a date is a text, and a member that is not known is absent.

export const text = z.string().nullable();
export const number = z.number().nullable();
export const texts = z.array(z.string());
export const date = z.iso
  .datetime()
  .transform((iso) => new Date(iso))
  .nullable();
export const namedValues = z.array(z.object({ name: z.string(), value: z.string() }));

/** One of the values of an enum, or `UNKNOWN`. */
export function oneOf<Value extends string>(values: readonly Value[]) {
  const known: ReadonlySet<unknown> = new Set([...values, "UNKNOWN"]);
  return z.custom<OrUnknown<Value>>((value) => known.has(value));
}

/** A model as others mention it: what is not there can be loaded. */
export const modelRef = z.object({
  id: z.string().optional(),
  numericId: text.optional(),
  name: text.optional(),
});

const MAX_DEPTH = 100;

/** An object of any shape, which others' code may walk through by recursion. */
export const jsonObject = z
  .record(z.string(), z.unknown())
  .refine((value) => !isDeeperThan(value, MAX_DEPTH), `is nested deeper than ${MAX_DEPTH}`)
  .nullable();

function isDeeperThan(value: unknown, levels: number): boolean {
  if (typeof value !== "object" || value === null) return false;
  if (levels === 0) return true;
  return Object.values(value).some((member) => isDeeperThan(member, levels - 1));
}
