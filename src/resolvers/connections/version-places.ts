import { type Aged, newestFirst } from "../../datasources/qianfan/answers/model.ts";
import type { ModelVersion } from "../../types/model-version.ts";
import type { Places } from "./page.ts";

/** A version's place among its model's: what decides its order, so that it stays right when others come and go. */
export function placeOf({ createdAt, numericId }: ModelVersion): string {
  return `${createdAt?.getTime() ?? ""}.${numericId ?? ""}`;
}

export function placesAmong(versions: readonly Aged[]): Places {
  const countBefore = (place: string, isBefore: (order: number) => boolean) => {
    const [, time = "", numericId = ""] = /^(\d*)\.(\d*)$/.exec(place) ?? [];
    const named = {
      createdAt: time === "" ? null : new Date(Number(time)),
      numericId: numericId || null,
    };
    return versions.filter((version) => isBefore(newestFirst(version, named))).length;
  };
  return {
    after: (place) => countBefore(place, (order) => order <= 0),
    before: (place) => countBefore(place, (order) => order < 0),
  };
}
