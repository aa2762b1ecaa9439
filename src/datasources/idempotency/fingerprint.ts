import { createHash } from "node:crypto";
import { z } from "zod";
import { type IdKind, isNumericId } from "../../domain/index.ts";
import { isRecord } from "../../util/is-record.ts";
import type { IdMap } from "../ids/id-map.ts";

/** An id in an input. The same object has another form of it, so it is compared by itself. */
export type NamedId = readonly [kind: IdKind, id: string];

/** A write's input: its ids, in a fixed order, and the rest. */
export interface WriteInput {
  readonly ids: readonly NamedId[];
  readonly rest: unknown;
}

/**
 * How two inputs compare.
 * - `same`, `other`: for certain.
 * - `perhaps`: they differ in the form of an id alone, of which the other form is not known.
 */
export type Likeness = "same" | "other" | "perhaps";

const parts = z.object({ hash: z.string(), ids: z.array(z.string()) });

export function fingerprintOf(operation: string, { ids, rest }: WriteInput): string {
  const text = JSON.stringify([operation, ids.map(([kind]) => kind), rest], (_, value) =>
    sorted(value),
  );
  const hash = createHash("sha256").update(text).digest("base64url");
  return JSON.stringify({ hash, ids: ids.map(([, id]) => id) });
}

/** Compares the input of an earlier write with one of now, by what is known of ids by now. */
export function compareFingerprints(
  earlier: string,
  now: string,
  { ids }: WriteInput,
  idMap: IdMap,
): Likeness {
  if (earlier === now) return "same";
  const [before, after] = [partsOf(earlier), partsOf(now)];
  if (!before || !after || before.hash !== after.hash) return "other";
  if (before.ids.length !== ids.length) return "other";
  const found = ids.map(([kind, id], index) =>
    compareIds(kind, id, before.ids[index] ?? "", idMap),
  );
  if (found.includes("other")) return "other";
  return found.includes("perhaps") ? "perhaps" : "same";
}

function compareIds(kind: IdKind, a: string, b: string, idMap: IdMap): Likeness {
  if (a === b) return "same";
  if (isNumericId(a) === isNumericId(b)) return "other";
  const known = idMap.otherForm(kind, a);
  if (known !== undefined) return known === b ? "same" : "other";
  return idMap.otherForm(kind, b) === undefined ? "perhaps" : "other";
}

/** The ids in the input of an earlier write, in the order of its kind. */
export function idsIn(fingerprint: string): readonly string[] {
  return partsOf(fingerprint)?.ids ?? [];
}

function partsOf(fingerprint: string): z.output<typeof parts> | null {
  try {
    return parts.parse(JSON.parse(fingerprint));
  } catch {
    return null;
  }
}

// The order in which an object's members are written says nothing.
function sorted(value: unknown): unknown {
  if (typeof value === "bigint") return `${value}n`;
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
