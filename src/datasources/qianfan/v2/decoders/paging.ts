import type { z } from "zod";
import type { MarkerPage } from "../../../../domain/index.ts";
import { type Faults, type Members, objectRead, read, readList, within } from "../common.ts";

/** A page of a list: the items stand under a name of their own, beside `pageInfo`. */
export function markerPage<Item>(
  list: string,
  item: (members: Members, faults: Faults) => Item,
): z.ZodType<MarkerPage<Item>> {
  return objectRead((answer, faults) => {
    const info = read.object(answer.pageInfo);
    const nextMarker = read.stringId(info?.nextMarker);
    const isTruncated = read.boolean(info?.isTruncated) ?? nextMarker !== null;
    return {
      items: readList(answer[list], item, within(list, faults)),
      nextMarker: isTruncated ? nextMarker : null,
      isTruncated,
    };
  });
}
