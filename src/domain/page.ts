/** One page of a list; pages are counted from 1. */
export interface PageRequest {
  readonly pageNo: number;
  readonly pageSize: number;
  /** Where the page begins, in a list that is read by markers, as an earlier page told it. */
  readonly start?: PageStart | undefined;
}

/** The place of an entry in a list. V2 finds it by its marker, as long as the entry is there. */
export interface PageStart {
  readonly marker: string;
  /** How many entries come before it. */
  readonly position: number;
}

/** One page of a list; `total` is null when the answer does not tell how long the whole list is. */
export interface Page<Row> {
  readonly total: number | null;
  readonly rows: readonly Row[];
  /** The marker of what follows, null at the end; undefined where pages are counted. */
  readonly next?: string | null | undefined;
}

export const ORDER_DIRECTIONS = ["ASC", "DESC"] as const;
export type OrderDirection = (typeof ORDER_DIRECTIONS)[number];

export interface Order<Field extends string> {
  readonly field: Field;
  readonly direction: OrderDirection;
}
