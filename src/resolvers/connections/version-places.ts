import { type Aged, newestFirst } from "../../domain/index.ts";
import type { Places } from "./page.ts";

/** A version's place among its model's: what decides its order, so that it stays right when others come and go. */
export function placeOf({ createdAt, numericId, id }: Aged): string {
  return `${createdAt?.getTime() ?? ""}.${numericId ?? ""}.${id ?? ""}`;
}

export function placesAmong(versions: readonly Aged[]): Places {
  if (versions.some(({ createdAt }) => createdAt === undefined)) return placesById(versions);
  const countBefore = (place: string, isBefore: (order: number) => boolean) => {
    const named = agedAt(place);
    return named && versions.filter((version) => isBefore(newestFirst(version, named))).length;
  };
  return {
    after: (place) => countBefore(place, (order) => order <= 0),
    before: (place) => countBefore(place, (order) => order < 0),
  };
}

/** Versions that are only named stand in Qianfan's order. */
function placesById(versions: readonly Aged[]): Places {
  const indexOf = (place: string) => {
    const index = versions.findIndex(({ id }) => id === agedAt(place)?.id);
    return index < 0 ? null : index;
  };
  return {
    after: (place) => {
      const index = indexOf(place);
      return index === null ? null : index + 1;
    },
    before: indexOf,
  };
}

function agedAt(place: string): Aged | null {
  const [, time, numericId, id] = /^(-?\d*)\.(-?\d*)\.(.*)$/s.exec(place) ?? [];
  if (id === undefined) return null;
  return { id, createdAt: time ? new Date(Number(time)) : null, numericId: numericId || null };
}
