import { type Aged, newestFirst } from "../../domain/index.ts";
import type { Places } from "./page.ts";

/**
 * A version's place among its model's: what decides its order, so that it stays right when others come
 * and go. A version of which the model tells the id alone is found again by that.
 */
export function placeOf({ createdAt, numericId, id }: Aged): string {
  if (createdAt === undefined) return `${NAMED}${id}`;
  return `${createdAt?.getTime() ?? ""}.${numericId ?? ""}.${id ?? ""}`;
}

const NAMED = "id:";

export function placesAmong(versions: readonly Aged[]): Places {
  const hasOrder = versions.every(({ createdAt }) => createdAt !== undefined);
  const countBefore = (place: string, isBefore: (order: number) => boolean) => {
    const named = agedAt(place);
    if (!named) return null;
    if (hasOrder && named.createdAt !== undefined) {
      return versions.filter((version) => isBefore(newestFirst(version, named))).length;
    }
    const at = versions.findIndex(({ id }) => id === named.id);
    return at === -1 ? null : at + (isBefore(0) ? 1 : 0);
  };
  return {
    after: (place) => countBefore(place, (order) => order <= 0),
    before: (place) => countBefore(place, (order) => order < 0),
  };
}

function agedAt(place: string): Aged | null {
  if (place.startsWith(NAMED)) return { id: place.slice(NAMED.length) };
  const [, time, numericId, id] = /^(-?\d*)\.(-?\d*)\.(.*)$/s.exec(place) ?? [];
  if (id === undefined) return null;
  return { id, createdAt: time ? new Date(Number(time)) : null, numericId: numericId || null };
}
