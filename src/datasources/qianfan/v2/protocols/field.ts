import type { Verdict } from "../operation.ts";

/** Where a member of a record comes from in either protocol. Null: the protocol does not have it. */
export interface Field {
  readonly v1: string | null;
  /** A member of the answer that the record is read from; `Action.member` where another call tells it. */
  readonly v2: string | null;
  /** How well V2's side is known; that V2 lacks a member is certain too. */
  readonly verdict: Verdict;
  readonly note?: string;
}

/** Every member of a record. */
export type Fields<Record> = { readonly [Member in keyof Required<Record>]: Field };

type Row = (v1: string | null, v2: string | null, note?: string) => Field;

const row =
  (verdict: Verdict): Row =>
  (v1, v2, note) => ({ v1, v2, verdict, ...(note !== undefined && { note }) });

export const certain = row("certain");
export const likely = row("likely");
export const open = row("open");
export const onlyV1 = (v1: string, note?: string) => certain(v1, null, note);
