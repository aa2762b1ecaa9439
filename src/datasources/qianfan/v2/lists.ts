import {
  BusinessError,
  type ListedModelRecord,
  type MarkerPage,
  type MarkerRequest,
  type ModelQuery,
  type Page,
  type PageRequest,
} from "../../../domain/index.ts";
import type { ApiOperation } from "../api.ts";
import { type Call, newCall } from "../call.ts";
import { furtherCall } from "../further-call.ts";
import { type RequestProblem, refuse, unsupported } from "../request-problem.ts";

/** What V2 cuts larger pages to. */
const MAX_KEYS = 100;

type MarkerList<Request extends MarkerRequest, Row> = ApiOperation<Request, MarkerPage<Row>>;

/** A list of models. V2 has neither filters nor an order. */
export function modelList(
  list: MarkerList<MarkerRequest, ListedModelRecord>,
): ApiOperation<ModelQuery & PageRequest, Page<ListedModelRecord>> {
  return {
    ...list,
    call: async ({ pageNo, pageSize, start, ...query }, call = newCall()) => {
      refuse(list.name, "v2", query, queryProblems(query), "");
      return pageOf(list, (page) => page, { pageNo, pageSize, start }, call);
    },
  };
}

function queryProblems({ order, typeCodes, ...filter }: ModelQuery): RequestProblem[] {
  const others = Object.entries(filter).flatMap(([name, value]) =>
    unsupported("v2", value, "filter", name),
  );
  const types = unsupported("v2", typeCodes, "filter", "types");
  return [...others, ...types, ...unsupported("v2", order, "orderBy")];
}

/**
 * A page by its number: from its marker where that is known and the entry is still there, else by
 * reading all that comes before it.
 */
export async function pageOf<Request extends MarkerRequest, Row>(
  list: MarkerList<Request, Row>,
  requestOf: (page: MarkerRequest) => Request,
  { pageNo, pageSize, start }: PageRequest,
  call: Call,
): Promise<Page<Row>> {
  const read = reader(list, requestOf, call);
  if (!start) return read((pageNo - 1) * pageSize, pageSize);
  try {
    return await read(0, pageSize, start.marker);
  } catch (error) {
    if (!(error instanceof BusinessError && error.reason === "MARKER_NOT_FOUND")) throw error;
    return read(start.position, pageSize);
  }
}

/** All rows of a list. */
export async function allOf<Request extends MarkerRequest, Row>(
  list: MarkerList<Request, Row>,
  requestOf: (page: MarkerRequest) => Request,
  call: Call,
): Promise<readonly Row[]> {
  const { rows } = await reader(list, requestOf, call)(0, Number.POSITIVE_INFINITY);
  return rows;
}

function reader<Request extends MarkerRequest, Row>(
  list: MarkerList<Request, Row>,
  requestOf: (page: MarkerRequest) => Request,
  call: Call,
) {
  return async (skip: number, take: number, from?: string): Promise<Page<Row>> => {
    const rows: Row[] = [];
    let marker = from;
    do {
      const left = skip + take - rows.length;
      const request = requestOf({ marker, pageSize: Math.min(left, MAX_KEYS) });
      const page = await list.call(request, furtherCall(call));
      rows.push(...page.items);
      // A list that does not go on, whatever it says, would be read for ever.
      const goesOn = page.items.length > 0 && page.nextMarker !== marker;
      marker = goesOn ? (page.nextMarker ?? undefined) : undefined;
    } while (marker !== undefined && rows.length < skip + take);
    return { total: null, rows: rows.slice(skip, skip + take), next: marker ?? null };
  };
}
